"""What people may call themselves."""

NAMES = (
    "<script>alert(1)</script>&amp;\"'",
    "喆堃 䶮 犇",
    "👩‍💼 小王 🙂",
    "\u202eneve\u202c \u200fx",
    '=HYPERLINK("http://example.org")',
    '#set page(fill: red) \\ $x$ *b* "q"',
    "{{ 7 * 7 }}{% raw %}",
    "字" * 200,
    "W" * 200,
    "a\x00b\x08c\ud83d",
)
