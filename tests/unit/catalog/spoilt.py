"""Ways to spoil a pack, each with what the loader must say of it."""

from __future__ import annotations

from typing import NamedTuple

from tests.unit.catalog.pack_files import AEO

PAPER = '[[material]]\nid = "paper"\ntitle = "t"\nreference = "r"'
"""A paper as a clause names it, to be put in front of another entry."""
WORD = '[[unsettled]]\nid       = "window"'
"""Where another entry begins."""


class Spoilt(NamedTuple):
    """One mistake: a passage of a file, what stands there instead, what is said of it."""

    what: str
    file: str
    old: str
    new: str
    entry: str
    words: str


IN_CONDITIONS_AND_HEADS = [
    Spoilt("an unknown key", AEO, "summary    =", "sumary     =", "sumary", "不认识的键“sumary”"),
    Spoilt("a missing key", AEO, "promise    = ", "# ", "promise", "缺少“promise”"),
    Spoilt("a blank text", AEO, 'title      = "AEO', 'title = " " # "', "title", "缺少“title”"),
    Spoilt(
        "a key of the wrong kind", AEO, '["enterprise"]', "3", "applicants", "“3”不是这里要的内容"
    ),
    Spoilt("an unknown word", AEO, '"up_to"', '"maybe"', "promise", "“maybe”不是这里要的内容"),
    Spoilt(
        "a duplicate id",
        AEO,
        'id     = "aeo"',
        'id     = "city"',
        "eligible.city",
        "“city”出现了两次",
    ),
    Spoilt(
        "an unknown fact",
        AEO,
        '"certification.standard"',
        '"certification.standart"',
        "eligible.aeo.fact",
        "没有“certification.standart”",
    ),
    Spoilt(
        "an unknown clause",
        AEO,
        'value  = "aeo_advanced"\nsource = "c9"',
        'value  = "aeo_advanced"\nsource = "c99"',
        "eligible.aeo.source",
        "没有编号为“c99”的引文",
    ),
    Spoilt(
        "an unknown notice",
        AEO,
        '"yz-2024-8"',
        '"yz-2024-9"',
        "notice",
        "没有编号为“yz-2024-9”的文件",
    ),
    Spoilt(
        "a comparison that does not fit its fact",
        AEO,
        'op       = "on_or_after"',
        'op = "at_least"',
        "eligible.certified.op",
        "“at_least”不能用于",
    ),
    Spoilt(
        "a value of another type",
        AEO,
        "value    = 2024-06-14",
        'value = "2024-06-14"',
        "eligible.certified.value",
        "不是 date 类型的值",
    ),
    Spoilt(
        "a code that the dictionary does not list",
        AEO,
        'value  = "aeo_advanced"',
        'value = "aeo"',
        "eligible.aeo.value",
        "“aeo”不是 code 类型的值",
    ),
    Spoilt(
        "a list where one value belongs",
        AEO,
        'value  = "aeo_advanced"',
        'value = ["aeo_advanced"]',
        "eligible.aeo.value",
        "值的个数不对",
    ),
    Spoilt(
        "one value where a list belongs",
        AEO,
        'value    = ["永州市"]',
        'value = "永州市"',
        "eligible.city.value",
        "值的个数不对",
    ),
    Spoilt(
        "a group of conditions beside a condition",
        AEO,
        'fact   = "certification.standard"',
        'any = [{ fact = "certification.first", op = "is", value = true }]\nfact = "x"',
        "eligible.aeo.any",
        "条件组写得不对",
    ),
    Spoilt(
        "a condition without source or openness",
        AEO,
        'value  = "aeo_advanced"\nsource = "c9"',
        'value  = "aeo_advanced"',
        "eligible.aeo.source",
        "没有写依据",
    ),
    Spoilt(
        "an assumption without a reason",
        AEO,
        'note     = "文件未写明取证日期',
        '# note = "',
        "eligible.certified.note",
        "没有说明理由",
    ),
    Spoilt(
        "what only a person can enter",
        AEO,
        'basis  = "practice"',
        'basis = "entered"',
        "eligible.first.basis",
        "不能写 basis",
    ),
    Spoilt(
        "a condition under an unknown option",
        AEO,
        'under  = { recertification = "exclude" }',
        'under = { recertification = "never" }',
        "eligible.first.under",
        "选项写得不对",
    ),
    Spoilt(
        "a kind of applicant that does not exist",
        AEO,
        '["enterprise"]',
        '["enterprises"]',
        "applicants",
        "没有申报主体类型“enterprises”",
    ),
    Spoilt(
        "a kind of document that does not exist",
        AEO,
        WORD,
        f'{PAPER}\nkinds = ["license"]\n\n{WORD}',
        "material.paper.kinds",
        "没有单证种类“license”",
    ),
    Spoilt(
        "a material whose condition is wrong",
        AEO,
        WORD,
        f'{PAPER}\nneeded = {{ fact = "fair.part", op = "is", value = true }}\n\n{WORD}',
        "material.paper.needed.fact",
        "没有“fair.part”",
    ),
    Spoilt(
        "another id than the file's", AEO, '"yz-aeo"', '"yz-aeo2"', "id", "编号“yz-aeo2”与文件名"
    ),
]

IN_THE_PACK_FILE = [
    Spoilt(
        "a wrong quote",
        "pack.toml",
        "不超过 50%、最高 15 万元",
        "不超过 60%、最高 15 万元",
        "clause.c9.quote",
        "在“sources/yzbf-2024-8.txt”里找不到这句引文",
    ),
    Spoilt(
        "a quote with another comma",
        "pack.toml",
        "开展 AEO 高级认证，对",
        "开展 AEO 高级认证,对",
        "clause.c9.quote",
        "找不到这句引文",
    ),
    Spoilt(
        "an end that is not the derived one",
        "pack.toml",
        'duration = "P3Y"',
        'duration = "P3Y", until = 2027-06-14',
        "notice.yz-2024-8.in_force.until",
        "推算的 2027-06-13 不一致",
    ),
    Spoilt(
        "a duration in another unit",
        "pack.toml",
        '"P3Y"',
        '"P36M"',
        "notice.yz-2024-8.in_force.duration",
        "有效期“P36M”写得不对",
    ),
    Spoilt(
        "a measure that is not listed",
        "pack.toml",
        '  "yz-aeo",\n',
        "",
        "measures",
        "“measures/yz-aeo.toml”没有列入 measures",
    ),
    Spoilt(
        "a listed measure without a file",
        "pack.toml",
        '  "yz-aeo",\n',
        '  "yz-aeo",\n  "yz-new",\n',
        "measures",
        "找不到文件“measures/yz-new.toml”",
    ),
    Spoilt(
        "a limit without a value",
        "pack.toml",
        'values = [{ value = "1000000.00", source = "c10.pool" }]\n',
        "values = []\n",
        "limit.yz-pool.values",
        "上限没有数值",
    ),
    Spoilt(
        "an exclusion of an unknown kind",
        "pack.toml",
        '"at_most_one"',
        '"at_most_two"',
        "exclusion.yz-once.rule",
        "“at_most_two”不是这里要的内容",
    ),
    Spoilt(
        "an office without a name",
        "pack.toml",
        'name = "永州市商务局", ',
        "",
        "notice.yz-2024-8.office.name",
        "缺少“name”",
    ),
    Spoilt(
        "a clause of an unknown notice",
        "pack.toml",
        'id     = "c9"\nnotice = "yz-2024-8"',
        'id     = "c9"\nnotice = "yz"',
        "clause.c9.notice",
        "没有编号为“yz”的文件",
    ),
    Spoilt(
        "another format",
        "pack.toml",
        '"support-pack/1"',
        '"support-pack/9"',
        "schema",
        "不是本程序能读",
    ),
    Spoilt(
        "a list that is none",
        "pack.toml",
        "measures = [",
        "measures = 3 # [",
        "pack.toml",
        "TOML 写法有误",
    ),
    Spoilt(
        "a limit of an unknown clause",
        "pack.toml",
        '"c10.pool" }]\nsource = "c10.pool"',
        '"c10.pool" }]\nsource = "c10"',
        "limit.yz-pool.source",
        "没有编号为“c10”的引文",
    ),
]
