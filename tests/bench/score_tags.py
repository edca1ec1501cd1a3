"""How well words are tagged: on a treebank's own words, and on words as tocsin breaks its text."""
import json
import subprocess


def measured(program, model, lemmas, treebank):
    """{way of writing: {"upos": %, "xpos": %, "lemma": %}} on the words of the treebank."""
    done = subprocess.run([program, "measure", model, lemmas, treebank], capture_output=True, text=True, check=True)
    figures = {}
    for line in done.stdout.splitlines():
        words = line.split()[1:]
        figures[words[0]] = {name: float(figure) for name, figure in zip(words[1::2], words[2::2])}
    return figures


def sentences(treebank):
    """(text, [(start, end, upos)]) of each sentence, offsets in bytes."""
    text, words, at = "", [], 0
    with open(treebank, encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("# text = "):
                text, words, at = line[9:].rstrip("\n"), [], 0
            elif len(columns) == 10 and columns[0].isdigit():
                found = text.find(columns[1], at)
                start, end = (found, found + len(columns[1])) if found >= 0 else (at, at)
                words.append((len(text[:start].encode()), len(text[:end].encode()), columns[3]))
                at = end
            elif not line.strip() and words:
                yield text, words


def own_words(tocsin, treebank, work):
    """F1 of words with the right edges and the right part of speech."""
    gold = list(sentences(treebank))
    path = work + "/treebank.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for number, (text, _) in enumerate(gold):
            out.write(json.dumps({"id": str(number), "text": text}) + "\n")
    done = subprocess.run([tocsin, "tokens", "--tags", "--format", "jsonl", path], capture_output=True, text=True,
                          check=True)
    right = wanted = found = 0
    for (_, words), line in zip(gold, done.stdout.splitlines()):
        document = json.loads(line)
        made = {(*span, pos) for span, pos in zip(document["tokens"], document["pos"])}
        right += len(made & set(words))
        wanted += len(words)
        found += len(made)
    return round(200 * right / (wanted + found), 2)
