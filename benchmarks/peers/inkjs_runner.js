// npm inkjs on the common story: node inkjs_runner.js STORY.json SECONDS, or STORY.ink OUT.json to compile it.
const fs = require('fs');
const [, , file, last] = process.argv;
const source = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
if (file.endsWith('.ink')) {
  const { Compiler } = require('inkjs/full');
  fs.writeFileSync(last, new Compiler(source).Compile().ToJson());
  process.exit(0);
}
const { Story } = require('inkjs');
const began = process.hrtime.bigint();
const story = new Story(source);
const load = Number(process.hrtime.bigint() - began) / 1e6;
let state = 1;
const draw = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * n);
};
let plays = 0, choices = 0, letters = 0;
const seconds = Number(last), start = Date.now(), cpu = process.cpuUsage();
do {
  story.ResetState();
  for (;;) {
    if (story.canContinue) letters += story.ContinueMaximally().length;
    if (!story.currentChoices.length) break;
    story.ChooseChoiceIndex(draw(story.currentChoices.length));
    choices++;
  }
  plays++;
} while (Date.now() - start < seconds * 1000);
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({
  tool: 'inkjs', load_ms: load, plays, choices, letters_per_play: Math.floor(letters / plays),
  plays_per_cpu_s: plays / ((used.user + used.system) / 1e6), memory_mb: process.resourceUsage().maxRSS / 1024,
}));
