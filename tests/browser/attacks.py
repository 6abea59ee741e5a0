"""Two hundred words from people that try to become script, markup or a request."""

MARK = "globalThis.ran=1;alert(1)"
FRAMES = (
    "<script>{}</script>", "</script><script>{}</script>", "<img src=x onerror='{}'>", "<svg onload='{}'>", "{}",
    "<svg><script>{}</script></svg>", "<iframe srcdoc=\"<script>parent.{}</script>\">", "javascript:{}", "'-{}-'",
    '"-{}-"', "`${{{}}}`", "${{{}}}", "{{{{{}}}}}", "</title><script>{}</script>", "--><script>{}</script>",
    "]]><script>{}</script>", "<body onload='{}'>", "<a href='javascript:{}'>x</a>", "<details open ontoggle='{}'>",
    "<style onload='{}'></style>", "<input autofocus onfocus='{}'>", "<math><mi xlink:href='javascript:{}'>",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e", "\u2028{}\u2029", "</textarea><script>{}</script>",
)  # fmt: skip
DISGUISES = (
    lambda text: text, str.upper, lambda text: text.replace("<", "&lt;"), lambda text: text.replace("<", "\uff1c"),
    lambda text: text.replace(" ", "\t"), lambda text: text.replace("script", "scr\x00ipt"),
    lambda text: f"\u202e{text}", lambda text: f'{text}"\';//',
)  # fmt: skip
PAYLOADS = [disguise(frame.format(MARK)) for frame in FRAMES for disguise in DISGUISES]
