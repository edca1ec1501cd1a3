#!/usr/bin/env python3
"""bench.py ROOT BUILD [MEASURE…]: throughput and memory, each figure with its goal and a peer beside it.

MEASURE is any of: inside (the bench_* programs), tokens, regex, patterns, news, large, icu, wink; all without
one. What is
compared runs in turn within the same minutes, and the median of the rounds is told: a busy machine slows both.
"""
import glob
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

from make_regex_bundle import main as make_regex_bundle
from token_patterns import main as make_token_bundle
from shared_data import print_table, shared_folder

ROUNDS = 5
MEGABYTE = 1e6
SPEED = re.compile(r"^\s*(?P<name>.+?)\s+(?:(?:best|median) +)?(?P<figure>[\d.]+) MB/s(?:.* median +(?P<median>[\d.]+) MB/s)?")

# What a line of a bench_* program is held against: (program, its words) -> goal.
INSIDE_GOALS = {
    ("bench_utf8", "ascii"): 1000,
    ("bench_segmentation", "documents words+sents"): 400,
    ("bench_segmentation", "documents words+sents+ids"): 280,
    ("bench_json_line", "read"): 500,
    ("bench_lexicon", "1000 phrases"): 300,
    ("bench_lexicon", "100000 phrases"): 140,
    ("bench_lexicon", "1000000 phrases"): 80,
    ("bench_tagger", "tags"): 5.4,  # a million words a second
    ("bench_tagger", "trees"): 1.6,  # 300,000 words a second
    ("bench_layers", "Quote unmarked"): 200,
    ("bench_layers", "Quote news"): 150,
}
SIMD = ("avx2", "sse2", "neon", "scalar")


def speeds_told(output):
    """{name: MB/s} of the lines of a program that hold a speed; the median where a line tells it."""
    told = filter(None, map(SPEED.match, output.splitlines()))
    return {" ".join(line["name"].split()): float(line["median"] or line["figure"]) for line in told}


def without_simd(name):
    return " ".join(word for word in name.split() if word not in SIMD)


class Bench:
    def __init__(self, root, build, shared):
        self.build = build
        self.shared = shared
        self.tocsin = os.path.join(build, "tocsin")
        self.work = os.path.join(build, "bench")
        self.peers = os.path.join(self.work, "peers")
        self.rows = []
        os.makedirs(self.work, exist_ok=True)
        self.here = os.path.join(root, "tests", "bench")
        self.runner = subprocess.Popen([sys.executable, "-I", "-S", os.path.join(self.here, "run_apart.py")],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.word_lists = os.path.join(root, "scripts", "english")

    def row(self, name, figure, goal="", peer="", ratio=""):
        self.rows.append([name, figure, goal, peer, ratio])

    # ---- input -----------------------------------------------------------------------------------------

    def documents(self):
        with open(os.path.join(self.shared, "corpora", "bench", "reuters21578.txt"), encoding="utf-8") as text:
            return text.read().split("\n\f\n")

    def made(self, name, write):
        """A file of the work folder, written once."""
        path = os.path.join(self.work, name)
        if not os.path.exists(path):
            with open(path + ".part", "w", encoding="utf-8") as out:
                write(out)
            os.rename(path + ".part", path)
        return path

    def news_lines(self, megabytes):
        """News articles as JSON Lines, repeated up to a size."""
        def write(out):
            documents, size, number = self.documents(), 0, 0
            while size < megabytes * MEGABYTE:
                text = documents[number % len(documents)]
                out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
                size += len(text)
                number += 1
        return self.made(f"news-{megabytes}.jsonl", write)

    def news_text(self, megabytes, between="\n\f\n", kind="parted"):
        """The same articles as text, parted as the programs here expect it."""
        def write(out):
            documents, size, number = self.documents(), 0, 0
            while size < megabytes * MEGABYTE:
                text = documents[number % len(documents)]
                out.write(text + between)
                size += len(text) + len(between)
                number += 1
        return self.made(f"news-{kind}-{megabytes}.txt", write)

    def phrase_lists(self):
        """Files of 1,000, 10,000, 100,000 and a million phrases, the last made of the words of the one before it."""
        given = [os.path.join(self.shared, "peers", "pats", f"d{count}.txt") for count in (1000, 10000, 100000)]

        def write(out):
            with open(given[-1], encoding="utf-8") as lines:
                phrases = dict.fromkeys(line.rstrip("\n") for line in lines)
            words, chance = [word for phrase in phrases for word in phrase.split()], random.Random(1)
            while len(phrases) < 1000000:
                phrases[" ".join(chance.choice(words) for _ in range(chance.choice((1, 2, 2, 2, 3, 3, 4))))] = None
            out.writelines(phrase + "\n" for phrase in phrases)
        return [*given, self.made("d1000000.txt", write)]

    def one_document(self, megabytes):
        return self.news_text(megabytes, "\n\n", "whole")

    def regex_bundle(self, count):
        folder = os.path.join(self.work, f"regex{count}")
        make_regex_bundle(os.path.join(self.shared, "peers", "pats", f"p{count}.txt"), folder)
        return folder

    def token_bundle(self, name, *count):
        """The same patterns as token rules; `count`: with phrases beside them, up to so many."""
        folder = os.path.join(self.work, "-".join(["tokens", name, *map(str, count)]))
        make_token_bundle(os.path.join(self.shared, "peers", "pats", name), folder, *count)
        return folder

    # ---- running ---------------------------------------------------------------------------------------

    def run(self, command, cwd=None):
        """(seconds, peak MiB) of one run; what it prints is dropped. Exit status 1 (some documents failed) is told."""
        errors = os.path.join(self.work, "stderr.txt")
        print(json.dumps({"command": command, "cwd": cwd, "errors": errors}), file=self.runner.stdin, flush=True)
        seconds, peak, code = json.loads(self.runner.stdout.readline())
        if code:
            with open(errors, encoding="utf-8", errors="replace") as told:
                raise RuntimeError(f"{' '.join(command)}: exit status {code}\n{told.read()[-1500:]}")
        return seconds, peak / 1024

    def in_turn(self, size, *commands, rounds=ROUNDS):
        """[(median MB/s, peak MiB)] of the commands, run one after the other, round by round."""
        runs = [[] for _ in commands]
        for _ in range(rounds):
            for command, done in zip(commands, runs):
                done.append(self.run(command))
        return [(size / MEGABYTE / statistics.median(seconds for seconds, _ in done), max(peak for _, peak in done))
                for done in runs]

    # ---- measures --------------------------------------------------------------------------------------

    def inside_command(self, program):
        """The program with what it measures on."""
        name = os.path.basename(program)
        patterns = os.path.join(self.shared, "peers", "pats", "p200.txt")
        arguments = {
            "bench_json_line": [self.news_lines(20)],
            "bench_patterns": self.patterns_inside(200),
            "bench_profile": [self.token_bundle("p200.txt"), self.news_lines(20)],
            "bench_regex": [self.news_text(20), patterns],
            "bench_regex_set": [self.news_text(20), patterns],
            "bench_tagger": [self.word_lists, *(os.path.join(self.word_lists, "models", kind + ".model") for kind in ("tagger", "parser")),
                             self.news_text(4)],
            "bench_layers": [self.word_lists, self.news_text(4)],
            "bench_lexicon": [self.word_lists, self.news_text(20), *self.phrase_lists()],
            "bench_segmentation": [self.word_lists, self.news_text(20)],
        }
        return [program, *arguments.get(name, [self.news_text(20)])]

    def patterns_inside(self, count):
        return [self.word_lists, self.news_text(20), os.path.join(self.token_bundle(f"p{count}.txt"), "patterns.txt")]

    def inside(self):
        for program in sorted(glob.glob(os.path.join(self.build, "tests", "bench", "bench_*"))):
            if not os.path.isfile(program) or not os.access(program, os.X_OK):
                continue
            name = os.path.basename(program)
            done = subprocess.run(self.inside_command(program), capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"{name}: exit status {done.returncode}\n{done.stderr[-1500:]}")
            told = speeds_told(done.stdout)
            best = next((simd for simd in SIMD if any(simd in what.split() for what in told)), None)
            for what, speed in told.items():
                chosen = best is None or best in what.split()  # the variant that this machine would run
                goal = INSIDE_GOALS.get((name, without_simd(what)), "") if chosen else ""
                self.row(f"{name.removeprefix('bench_')}: {what}", f"{speed:.1f}", goal)

    def tokens(self):
        """Through the command line: reading JSON Lines, words, sentences, vocabulary."""
        lines = self.news_lines(80)
        size = os.path.getsize(lines)
        command = [self.tocsin, "tokens", "--input", "jsonl", "--format", "none", lines]
        [(speed, peak)] = self.in_turn(size, command)
        self.row("tokens, JSON Lines to nothing, 80 MB", f"{speed:.1f}")
        self.row("  peak memory of it, MiB", f"{peak:.1f}", "<= 64")

    def compiled_peer(self, source, compiler, *packages):
        """A peer's program, built here."""
        program = os.path.join(self.work, os.path.splitext(source)[0])
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", *packages], capture_output=True, text=True,
                               check=True).stdout.split()
        subprocess.run([*compiler, "-O2", os.path.join(self.here, source), "-o", program, *flags], check=True)
        return program

    def regex(self):
        """Patterns with a Lua callback, JSON Lines in and out, in turn with PCRE2-JIT one by one, which does less."""
        peer = self.compiled_peer("peer_pcre2.c", ["cc", "-D_POSIX_C_SOURCE=200809L"], "libpcre2-8")
        lines = self.news_lines(40)
        for count, goal, sample in ((200, 100, 10), (1000, 45, 2)):
            patterns = os.path.join(self.shared, "peers", "pats", f"p{count}.txt")
            command = [self.tocsin, "run", "-b", self.regex_bundle(count), "--input", "jsonl", "--format", "jsonl", lines]
            runs, speeds = [], []
            for _ in range(3):
                runs.append(self.run(command))
                speeds.append(self.speeds_of([peer, patterns, self.news_text(sample)])["pcre2"])
            speed = os.path.getsize(lines) / MEGABYTE / statistics.median(seconds for seconds, _ in runs)
            one_by_one = statistics.median(speeds)
            self.row(f"run, {count} regexes, JSON Lines in and out", f"{speed:.1f}", goal,
                     f"PCRE2-JIT one by one {one_by_one:.2f}", f"{speed / one_by_one:.0f}x")
            self.row("  peak memory of it, MiB", f"{max(peak for _, peak in runs):.1f}", "<= 64")

    def patterns(self):
        """The same patterns as token patterns, and as regexes in Hyperscan, RE2::Set and PCRE2-JIT behind required words,
        from text to matches; as rules with a Lua callback, JSON Lines in and out; what counting costs; loading; and many
        rules of which most never match."""
        posix = ["cc", "-D_POSIX_C_SOURCE=200809L"]
        peers = {"Hyperscan": self.compiled_peer("peer_hyperscan.c", posix, "libhs"),
                 "PCRE2 behind words": self.compiled_peer("peer_words.c", posix, "libpcre2-8"),
                 "RE2::Set": self.compiled_peer("peer_re2.cc", ["c++", "-std=c++17"], "re2")}
        lines, text = self.news_lines(40), self.news_text(20)
        program = os.path.join(self.build, "tests", "bench", "bench_patterns")
        for count, goal in ((200, 150), (1000, 100)):
            command = self.run_command(self.token_bundle(f"p{count}.txt"), lines)
            runs, speeds, alone = [], {}, []
            for _ in range(ROUNDS):
                runs.append(self.run(command))
                told = self.speeds_of([program, *self.patterns_inside(count), "2"])
                alone.append(next(speed for name, speed in told.items() if name.startswith("from text")))
                for name, peer in peers.items():
                    patterns = os.path.join(self.shared, "peers", "pats", f"p{count}.txt")
                    speeds.setdefault(name, []).append(max(self.speeds_of([peer, patterns, text]).values()))
            speed = os.path.getsize(lines) / MEGABYTE / statistics.median(seconds for seconds, _ in runs)
            medians = {name: statistics.median(told) for name, told in speeds.items()}
            best = statistics.median(alone)
            self.row(f"matching alone, {count} token patterns, from text", f"{best:.1f}", "ahead",
                     ", ".join(f"{name} {median:.0f}" for name, median in medians.items()),
                     f"{best / max(medians.values()):.1f}x")
            self.row(f"run, {count} token rules, JSON Lines in and out", f"{speed:.1f}", goal)
            self.row("  peak memory of it, MiB", f"{max(peak for _, peak in runs):.1f}", "<= 64")
        self.profiling(lines)
        self.many_rules(lines)
        self.loading()

    def profiling(self, lines):
        """What counting adds to the time of a worker."""
        program = os.path.join(self.build, "tests", "bench", "bench_profile")
        speeds = self.speeds_of([program, self.token_bundle("p200.txt"), lines])
        more = speeds["plain"] / speeds["counted"] - 1
        self.row("counting what 200 token rules cost, more time, %", f"{100 * more:.1f}", "<= 5")

    def many_rules(self, lines):
        few, many = (self.run_command(self.token_bundle("p100.txt", *count), lines) for count in ((), (10000,)))
        runs = {"few": [], "many": []}
        for _ in range(ROUNDS):
            runs["few"].append(self.run(few)[0])
            runs["many"].append(self.run(many)[0])
        ratio = statistics.median(runs["many"]) / statistics.median(runs["few"])
        self.row("run, 10,000 token rules, most without a match, to 100: time", f"{ratio:.2f}x", "<= 2x")

    def loading(self):
        """What 1,000 rules add to the start of the program, in milliseconds."""
        nothing = self.made("nothing.jsonl", lambda out: None)
        empty, full = self.token_bundle("p10.txt"), self.token_bundle("p1000.txt")
        took = {folder: statistics.median(self.run(self.run_command(folder, nothing))[0] for _ in range(ROUNDS))
                for folder in (empty, full)}
        self.row("loading 1,000 token rules, ms", f"{(took[full] - took[empty]) * 1e3:.1f}", "<= 50")

    def run_command(self, bundle, lines):
        return [self.tocsin, "run", "-b", bundle, "--input", "jsonl", "--format", "jsonl", lines]

    def news(self):
        lines = self.news_lines(20)
        command = [self.tocsin, "run", "--input", "jsonl", "--format", "jsonl", lines]
        [(speed, peak)] = self.in_turn(os.path.getsize(lines), command, rounds=3)
        self.row("run, the news bundle, JSON Lines in and out", f"{speed:.1f}")
        self.row("  peak memory of it, MiB", f"{peak:.1f}", "<= 64")

    def large(self):
        """One document of 100 MB costs per byte what one of 10 MB does."""
        commands = {size: [self.tocsin, "tokens", "--input", "text", "--format", "none", self.one_document(size)]
                    for size in (10, 100)}
        seconds = {size: [] for size in commands}
        for _ in range(3):
            for size, command in commands.items():
                seconds[size].append(self.run(command)[0])
        small, big = (size / statistics.median(seconds[size]) for size in (10, 100))
        self.row("tokens, one document of 100 MB", f"{big:.1f}", "linear", f"of 10 MB: {small:.1f}", f"{big / small:.2f}x")

    def speeds_of(self, command, cwd=None):
        return speeds_told(subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout)

    def words_beside(self, *peer, cwd=None):
        """({name: median speed} of the peer, ours or None): words and sentences, in turn with a peer's program."""
        program = os.path.join(self.build, "tests", "bench", "bench_segmentation")
        theirs, ours = {}, []
        for _ in range(3):
            for name, speed in self.speeds_of(peer, cwd).items():
                theirs.setdefault(name, []).append(speed)
            if os.path.exists(program):
                told = self.speeds_of(self.inside_command(program))
                ours.append(max(speed for name, speed in told.items() if without_simd(name) == "documents words+sents"))
        medians = {name: statistics.median(speeds) for name, speeds in theirs.items()}
        return medians, statistics.median(ours) if ours else None

    def row_beside(self, name, ours, peer, told):
        self.row(name, f"{ours:.1f}" if ours else "-", 400, told, f"{ours / peer:.1f}x" if ours else "")

    def icu(self):
        """ICU's breaks, beside words and sentences together."""
        program = self.compiled_peer("peer_icu.cc", ["c++", "-std=c++17"], "icu-uc", "icu-i18n")
        medians, ours = self.words_beside(program, self.news_text(20), "1")
        words, sentences = medians["icu words"], medians["icu sentences"]
        both = 1 / (1 / words + 1 / sentences)
        self.row_beside("words + sentences, beside ICU", ours, both,
                        f"ICU {both:.1f} (words {words:.1f}, sentences {sentences:.1f})")

    def wink_installed(self):
        """Whether wink-nlp is there: copied and installed into the work folder on first use."""
        if not shutil.which("node") or not shutil.which("npm"):
            self.row("beside wink-nlp", "-", "", "no node and npm here")
            return False
        shutil.copytree(os.path.join(self.shared, "peers"), self.peers, dirs_exist_ok=True,
                        copy_function=shutil.copyfile)
        os.makedirs(os.path.join(self.peers, "out"), exist_ok=True)
        if not os.path.exists(os.path.join(self.peers, "npm", "node_modules", "compromise")):
            done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", "npm", "wink-nlp",
                                   "wink-eng-lite-web-model", "compromise"], cwd=self.peers, capture_output=True, text=True, check=False)
            if done.returncode:
                self.row("beside wink-nlp", "-", "", "npm could not install it")
                return False
        return True

    def wink_inside(self, program, name, lines, what, row, goal=""):
        """What one of our programs tells under a name, beside wink-nlp's pipes; `what`: which of them."""
        program = os.path.join(self.build, "tests", "bench", program)
        if not os.path.exists(program):
            return
        theirs, ours = [], []
        for _ in range(3):
            theirs += self.speeds_of(["node", os.path.join(self.here, "peer_wink_pipes.cjs"), lines, "1", what], self.peers).values()
            ours.append(self.speeds_of(self.inside_command(program))[name])
        speed, wink = statistics.median(ours), statistics.median(theirs)
        self.row(row, f"{speed:.1f}", goal, f"wink-nlp {wink:.1f}", f"{speed / wink:.1f}x")

    def wink_news(self, lines):
        """The news bundle, from JSON Lines to JSON Lines, beside all that wink-nlp's plain pipeline makes."""
        command = [self.tocsin, "run", "--input", "jsonl", "--format", "jsonl", lines]
        theirs, ours = [], []
        for _ in range(3):
            theirs += self.speeds_of(["node", os.path.join(self.here, "peer_wink_pipes.cjs"), lines, "1", "all"], self.peers).values()
            ours.append(os.path.getsize(lines) / MEGABYTE / self.run(command)[0])
        speed, wink = statistics.median(ours), statistics.median(theirs)
        self.row("run, the news bundle, beside wink-nlp", f"{speed:.1f}", 10, f"wink-nlp {wink:.1f}", f"{speed / wink:.1f}x")

    def wink(self):
        """wink-nlp's words and sentences, and 200 rules from JSON Lines to JSON Lines by the driver of the peers."""
        if not self.wink_installed():
            return
        lines = self.news_lines(20)
        medians, ours = self.words_beside("node", os.path.join(self.here, "peer_wink.cjs"), lines, "1", cwd=self.peers)
        both = medians["wink words + sentences"]
        self.row_beside("words + sentences, beside wink-nlp", ours, both, f"wink-nlp {both:.1f}")
        few = self.news_lines(4)
        self.wink_inside("bench_tagger", "words and tags", few, "tags", "words, sentences and tags, beside wink-nlp")
        self.wink_inside("bench_layers", "all news", few, "all", "all layers of every sentence, beside wink-nlp", 5)
        self.wink_news(few)
        command = self.run_command(self.token_bundle("rules.json"), lines)
        compromise = ["node", os.path.join(self.here, "peer_compromise.cjs"), lines,
                      os.path.join(self.peers, "pats", "rules.json"), "100"]
        mine, theirs, third = [], [], []
        for _ in range(3):
            mine.append(self.run(command))
            theirs.append(self.run(["node", "wink_e2e.mjs", lines], cwd=self.peers))
            third.append(self.speeds_of(compromise, cwd=self.peers)["compromise"])
        size = os.path.getsize(lines) / MEGABYTE
        speed, wink = (size / statistics.median(seconds for seconds, _ in runs) for runs in (mine, theirs))
        self.row("run, 200 two-word rules, JSON Lines in and out", f"{speed:.1f}", 200,
                 f"wink-nlp {wink:.1f} ({max(peak for _, peak in theirs):.0f} MiB), "
                 f"compromise {statistics.median(third):.2f}", f"{speed / wink:.1f}x")


def main(root, build, *wanted):
    measures = ["inside", "tokens", "regex", "patterns", "news", "large", "icu", "wink"]
    unknown = [name for name in wanted if name not in measures]
    if unknown:
        sys.exit(f"no measure {unknown[0]}; there are: {', '.join(measures)}")
    bench = Bench(os.path.abspath(root), os.path.abspath(build), shared_folder(root))
    failed = []
    for name in wanted or measures:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        try:
            getattr(bench, name)()
        except (RuntimeError, subprocess.CalledProcessError, OSError) as error:
            failed.append(f"{name}: {error}")
            bench.row(name, "failed")
    print_table(["measure (MB/s unless said)", "tocsin", "goal", "peer", "ratio"], bench.rows)
    print("\n".join(["", *failed]) if failed else "", end="\n" if failed else "")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
