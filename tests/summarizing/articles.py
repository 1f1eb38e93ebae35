"""Articles to summarize: a short real-looking one, and texts as bad as texts can be."""

from random import Random

PARAGRAPHS = [
    "The harbor of Quillmouth will get a second lamp this autumn. The council voted for the lamp on Monday, after a year of talks.",
    "It was a long meeting. The first lamp was built in 1811 and burns rapeseed oil. Dorothea Plumley, who has kept the lamp for "
    "thirty years, told the council that one flame cannot be seen in fog.",
    "However, not everybody agrees. Fishermen say that two lamps near each other look like one. Plumley said that the second lamp "
    "will be red.",
    "The lamp costs as much as a small boat. Money for the lamp comes from the harbor dues of the last three summers. The council "
    "expects the second lamp to burn before the first storms of November.",
    "“We have waited for this lamp since the wreck of the Martha,” said the mayor. Ships that come to Quillmouth by night will see "
    "the red lamp from twelve miles out. They will still have to know which of the two lamps is which.",
]
TITLE = "Quillmouth harbor gets a second lamp"

WORDS = (
    "salt lamp harbor boat tide eel gate keeper council river Morrow Plumley Sallow bridge market letter flame storm oil".split()
)


def long(sentences: int) -> list[str]:
    """Make an article of many sentences, the same on every run."""
    random, names = Random(1), [f"{word}{n or ''}" for n in range(9) for word in WORDS]
    texts = [" ".join(["The", *random.choices(names, k=random.randint(4, 20))]) + "." for _ in range(sentences)]
    return [" ".join(texts[n : n + 5]) for n in range(0, sentences, 5)]


#: What may come, and what no summarizer may break at: a name -> paragraphs.
BAD = {
    "nothing": [],
    "empty paragraphs": ["", " ", "\n"],
    "one sentence": ["The lamp is out."],
    "two sentences": ["The lamp is out.", "The keeper is asleep."],
    "all the same": ["The lamp is out tonight again."] * 40,
    "the same but for case": ["The lamp is out tonight.", "THE LAMP IS OUT TONIGHT.", "the lamp is out tonight."] * 9,
    "numbers": ["1 2 3. 4 5 6. 7 8 9."] * 9,
    "emoji": ["🙂 🙃. 🌊🌊! 🐟?"] * 9,
    "punctuation": ["... !!! ???", "—", "()()", '""""'] * 9,
    "lone surrogates": ["The lamp \ud800 is out. The keeper \udfff is asleep \ud83d."] * 5,
    "stop words": ["It is. They are. This was not that. He is who he is."] * 9,
    "no sentence ends": ["the lamp of the harbor and the boat of the keeper and the tide"] * 9,
    "control characters": ["The lamp\x00 is\x1b out\u202e. The keeper\u200b is asleep\ufeff."] * 5,
    "a megabyte in one sentence": ["lamp " * 200_000],
    "a megabyte in one word": ["x" * 1_000_000],
    "open quotes": ["“He said that the lamp is out. " * 3_500],
    "open straight quotes": ['He said "that the lamp is out. ' * 3_500],
    "marks only": ["\u0301\u0301\u0301. \u0301\u0301."] * 9,
    "right to left": ["أغلق مجلس المدينة الجسر القديم. المصباح مطفأ هذه الليلة في الميناء."] * 5,
    "no spaces": ["港の灯台は今夜また消えている。番人は眠っている。"] * 9,
}
