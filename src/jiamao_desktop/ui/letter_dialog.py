"""What a letter of inquiry is to say (写咨询函), before it is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from jiamao_desktop.app.unsettled import UnsettledItem
from jiamao_desktop.ui import widgets


class LetterDialog(QDialog):
    """Shows what will be asked of whom, and asks whether amounts may be named."""

    def __init__(self, items: Sequence[UnsettledItem], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("写咨询函"))
        self.setMinimumWidth(520)
        self.amounts = QCheckBox(self.tr("信中写明各种理解下的金额"))
        self.amounts.setToolTip(self.tr("不勾选时只说关系到哪些措施，不透露金额。"))
        make = widgets.button(self.tr("生成咨询函"), "primary", "note")
        make.clicked.connect(self.accept)
        cancel = widgets.button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        box = widgets.column(widgets.text(self.tr("写咨询函"), "section"), gap=12, margin=20)
        for office in dict.fromkeys(one.notice.office for one in items):
            asked = [one for one in items if one.notice.office == office]
            box.addWidget(widgets.text(self.tr("致 {0}").format(office), "strong", wrap=True))
            for one in asked:
                box.addWidget(widgets.text(f"· {one.question}", wrap=True))
        hint = self.tr("每个部门一封，照录条文原文、列出各种理解和目前的处理，收入账套备查。")
        box.addWidget(widgets.text(hint, "soft", wrap=True))
        box.addWidget(self.amounts)
        box.addLayout(widgets.row(1, cancel, make))
        self.setLayout(box)
