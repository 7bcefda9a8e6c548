"""What ``make demo`` says: where things lie and what they contain."""

from __future__ import annotations

from jiamao_desktop.app.demo import DemoResult
from jiamao_desktop.app.messages import message
from jiamao_desktop.cli.measures import amount_of, show_cards
from jiamao_desktop.cli.plan_text import show_plan
from jiamao_desktop.cli.session import say
from jiamao_desktop.cli.vouchers import show_review


def tell(result: DemoResult) -> None:
    """Print the demonstration as a report."""
    say("一、收单：读入样例文件（全部为虚构）")
    show_review(result.items)
    taken = sum(item.take for item in result.items)
    say(f"共 {len(result.items)} 件，收入 {taken} 件，作为一次操作，可整批撤销。")
    if result.others:
        say()
        say("另收 ../shared/samples 中的文件（属于别的单位，只留作单证，不计费用）")
        show_review(result.others)
        say(f"共 {len(result.others)} 件，收入 {sum(item.take for item in result.others)} 件。")
    say()
    say("二、政策：每项措施能得多少")
    show_cards(result.catalog, result.cards)
    say()
    say("三、最优方案：能拿到的最多，用的凭证最少")
    show_plan(result.plan, result.details, spare=True)
    say()
    say("四、申报材料")
    for claim in result.claims:
        say(f"{claim.file}　{claim.packet.pages} 页　{amount_of(claim.card)}")
        for entry in claim.packet.contents:
            if entry.level == 1:
                say(f"    第 {entry.first_page:>2} 页　{entry.number} {entry.title}")
        for finding in claim.findings:
            say(f"    自查 {finding.rule}：{finding.text}{finding.remedy}")
        for warning in claim.packet.warnings:
            say(f"    请注意：{message(warning)}")
    say()
    say(f"账套：{result.book}")
    say(f"样例账套的口令：{result.passphrase}（仅供演示；自己的账套请另设）")
    say("打开窗口看这个账套：make run")
