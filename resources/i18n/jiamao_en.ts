<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message>
        <source>可申报</source>
        <translation>Can be claimed</translation>
    </message>
    <message>
        <source>差一点</source>
        <translation>Nearly</translation>
    </message>
    <message>
        <source>待回答</source>
        <translation>Questions open</translation>
    </message>
    <message>
        <source>取决于解释</source>
        <translation>Depends on reading</translation>
    </message>
    <message>
        <source>已失效</source>
        <translation>Lapsed</translation>
    </message>
    <message>
        <source>政策依据</source>
        <translation>Policy basis</translation>
    </message>
    <message>
        <source>不符合</source>
        <translation>Not eligible</translation>
    </message>
    <message>
        <source>金额待定</source>
        <translation>Amount open</translation>
    </message>
    <message>
        <source>年份</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>国家（地区）</source>
        <translation>Country or region</translation>
    </message>
    <message>
        <source>商品编号前 2 位</source>
        <translation>HS chapter (2 digits)</translation>
    </message>
    <message>
        <source>商品编号前 4 位</source>
        <translation>HS heading (4 digits)</translation>
    </message>
    <message>
        <source>商品编号 10 位</source>
        <translation>HS code (10 digits)</translation>
    </message>
    <message>
        <source>币种</source>
        <translation>Currency</translation>
    </message>
    <message>
        <source>没有日期</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>币制未填</source>
        <translation>No currency</translation>
    </message>
    <message>
        <source>全部折成 {0}</source>
        <translation>All in {0}</translation>
    </message>
    <message>
        <source>只看 {0}</source>
        <translation>{0} only</translation>
    </message>
    <message>
        <source>缺汇率</source>
        <translation>Rate missing</translation>
    </message>
    <message>
        <source>另 {0}</source>
        <translation>&amp; {0}</translation>
    </message>
    <message>
        <source>未写进出口</source>
        <translation>Direction not stated</translation>
    </message>
    <message>
        <source>比上年</source>
        <translation>on last year</translation>
    </message>
    <message>
        <source>比上年同期（至 {0}）</source>
        <translation>on last year (to {0})</translation>
    </message>
    <message>
        <source>{0}→{1} {2} 个，{3} 至 {4}{5}</source>
        <translation>{0}→{1}: {2}, {3} to {4}{5}</translation>
    </message>
    <message>
        <source>，{0}</source>
        <translation>, {0}</translation>
    </message>
    <message>
        <source>按当日人民币汇率中间价折算（当日未公布的取此前最近一日），舍去不足一分：</source>
        <translation>Converted by the central parity rates of the day (or the last one before it), less than a fen dropped: </translation>
    </message>
    <message>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message>
        <source>截至 {0}</source>
        <translation>to {0}</translation>
    </message>
    <message>
        <source>国家</source>
        <translation>National</translation>
    </message>
    <message>
        <source>商品编号 {0}</source>
        <translation>HS code {0}</translation>
    </message>
    <message>
        <source>备案号 {0}</source>
        <translation>Handbook {0}</translation>
    </message>
    <message>
        <source>备案序号 {0}</source>
        <translation>Handbook serial {0}</translation>
    </message>
    <message>
        <source>不含结转、内销等</source>
        <translation>Without transfers, domestic sales and the like</translation>
    </message>
    <message>
        <source> 等 {0} 种</source>
        <translation> ({0} in all)</translation>
    </message>
    <message>
        <source>省级</source>
        <translation>Provincial</translation>
    </message>
    <message>
        <source>市级</source>
        <translation>Municipal</translation>
    </message>
    <message>
        <source>县级</source>
        <translation>County</translation>
    </message>
    <message>
        <source>园区</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>待确认</source>
        <translation>To be confirmed</translation>
    </message>
    <message>
        <source>满足</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>不满足</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>由受理部门认定</source>
        <translation>For the office to judge</translation>
    </message>
    <message>
        <source>会被退回</source>
        <translation>Would be sent back</translation>
    </message>
    <message>
        <source>请留意</source>
        <translation>Please note</translation>
    </message>
    <message>
        <source>还可用 {room}</source>
        <translation>{room} left</translation>
    </message>
    <message>
        <source>{left}，{day} 到期</source>
        <translation>{left}, ends {day}</translation>
    </message>
    <message>
        <source>条文</source>
        <translation>Clause</translation>
    </message>
    <message>
        <source>默认</source>
        <translation>Default</translation>
    </message>
    <message>
        <source>参考</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>自填</source>
        <translation>Entered</translation>
    </message>
    <message>
        <source>选定</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>文件条文写明，可点开看原文。</source>
        <translation>Written in the notice; open it to see the text.</translation>
    </message>
    <message>
        <source>文件没有写明，按稳妥的做法处理。</source>
        <translation>The notice is silent; handled the careful way.</translation>
    </message>
    <message>
        <source>其他地方或其他年度的做法，仅供参考，不是本地规定。</source>
        <translation>Practice of another place or year, for reference only; not a local rule.</translation>
    </message>
    <message>
        <source>由您填写，以所填来源为准。</source>
        <translation>Entered by you; the source you gave counts.</translation>
    </message>
    <message>
        <source>文件没有写明，口径已由主管部门答复或由您选定。</source>
        <translation>The notice is silent; the authority answered, or you chose the reading.</translation>
    </message>
    <message>
        <source>准备中</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>材料已备齐</source>
        <translation>Papers complete</translation>
    </message>
    <message>
        <source>已提交</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>已核定</source>
        <translation>Granted</translation>
    </message>
    <message>
        <source>未通过</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>约 {amount}</source>
        <translation>about {amount}</translation>
    </message>
    <message>
        <source>费率待填</source>
        <translation>Rate to be entered</translation>
    </message>
    <message>
        <source>{first} 起长期有效</source>
        <translation>From {first}, no end date</translation>
    </message>
    <message>
        <source>{first} 至 {last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>还没有填写</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>{verdict}&#x3000;·&#x3000;现在：{value}</source>
        <translation>{verdict} · now: {value}</translation>
    </message>
    <message>
        <source>只差 1 项</source>
        <translation>One change is enough</translation>
    </message>
    <message>
        <source>要改 {count} 项</source>
        <translation>{count} changes needed</translation>
    </message>
    <message>
        <source>现在：{now}&#x3000;→&#x3000;{wanted}</source>
        <translation>Now: {now} → {wanted}</translation>
    </message>
    <message>
        <source>已证明</source>
        <translation>Proved</translation>
    </message>
    <message>
        <source>只知上下界</source>
        <translation>Bounds only</translation>
    </message>
    <message>
        <source>至少 {amount}</source>
        <translation>At least {amount}</translation>
    </message>
    <message>
        <source>没有别的分法能拿到更多。</source>
        <translation>No other split brings more.</translation>
    </message>
    <message>
        <source>至多 {most}：还没有证明能不能再多。</source>
        <translation>At most {most}: not yet proved whether more can be had.</translation>
    </message>
    <message>
        <source>{claims} 份申报&#x3000;{vouchers} 张凭证&#x3000;{pages} 份附件</source>
        <translation>Claims: {claims} · vouchers: {vouchers} · attachments: {pages}</translation>
    </message>
    <message>
        <source>拿这么多，申报和凭证都不能再少。</source>
        <translation>This sum needs no fewer claims or vouchers.</translation>
    </message>
    <message>
        <source>至少要 {claims} 份申报、{vouchers} 张凭证：还没有证明能不能再少。</source>
        <translation>No fewer than {claims} (claims) and {vouchers} (vouchers): not yet proved whether fewer would do.</translation>
    </message>
    <message>
        <source>按直觉（每笔都选比例最高的）只有 {amount}，少 {less}。</source>
        <translation>The obvious choice (the highest rate for each expense) brings only {amount}: {less} less.</translation>
    </message>
    <message>
        <source>按直觉也有这么多，但要 {claims} 份申报、{vouchers} 张凭证。</source>
        <translation>The obvious choice brings as much, but takes more paper: claims {claims}, vouchers {vouchers}.</translation>
    </message>
    <message>
        <source>按直觉（每笔都选比例最高的）也是这么多。</source>
        <translation>The obvious choice (the highest rate for each expense) brings as much.</translation>
    </message>
    <message>
        <source>不超过 {amount}</source>
        <translation>at most {amount}</translation>
    </message>
    <message>
        <source>{count} 张凭证</source>
        <translation>Vouchers: {count}</translation>
    </message>
    <message>
        <source>正在计算…</source>
        <translation>Working it out…</translation>
    </message>
    <message>
        <source>富余</source>
        <translation>Spare</translation>
    </message>
    <message>
        <source>正在计算</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>正在计算这条上限的代价…</source>
        <translation>Working out what this cap costs…</translation>
    </message>
    <message>
        <source>没有计算</source>
        <translation>Not worked out</translation>
    </message>
    <message>
        <source>这条上限的代价没有算出来。</source>
        <translation>What this cap costs was not worked out.</translation>
    </message>
    <message>
        <source>没有碍到</source>
        <translation>Not in the way</translation>
    </message>
    <message>
        <source>没有这条上限，也不会多得。</source>
        <translation>Without this cap there would be no more.</translation>
    </message>
    <message>
        <source>这条上限少得 {amount}。</source>
        <translation>This cap costs {amount}.</translation>
    </message>
    <message>
        <source>有代价</source>
        <translation>It costs</translation>
    </message>
    <message>
        <source>已用满</source>
        <translation>Used up</translation>
    </message>
    <message>
        <source>还剩 {amount}</source>
        <translation>{amount} left</translation>
    </message>
    <message>
        <source>{left}，可用到 {day}</source>
        <translation>{left}, until {day}</translation>
    </message>
    <message>
        <source>文件有效期内合计</source>
        <translation>For the whole term of the notice</translation>
    </message>
    <message>
        <source>{year} 年合计</source>
        <translation>Total of {year}</translation>
    </message>
    <message>
        <source>一次性，以后不再计</source>
        <translation>Once only</translation>
    </message>
    <message>
        <source>{day} 所在的申报年度合计</source>
        <translation>Total of the filing year of {day}</translation>
    </message>
    <message>
        <source>到 {day} 为止连续十二个月合计</source>
        <translation>Total of the twelve months up to {day}</translation>
    </message>
    <message>
        <source>不分年度合计</source>
        <translation>Total of all years</translation>
    </message>
    <message>
        <source>再多花也不增加</source>
        <translation>More spending adds nothing</translation>
    </message>
    <message>
        <source>每多花 1,000 元，多得 {amount}</source>
        <translation>{amount} for every ¥1,000 more</translation>
    </message>
    <message>
        <source>做不到</source>
        <translation>Not possible</translation>
    </message>
    <message>
        <source>没有足够的富余凭证可以补：哪一项都做不到防退票。</source>
        <translation>There are not enough spare vouchers: no claim can have a cushion.</translation>
    </message>
    <message>
        <source>部分做到</source>
        <translation>In part</translation>
    </message>
    <message>
        <source>{safe} 项里任何一张被退都不少拿；{unsafe} 项做不到，见下表。</source>
        <translation>losing any one voucher costs nothing in {safe} of the claims; in {unsafe} it does, see below.</translation>
    </message>
    <message>
        <source>都能做到</source>
        <translation>For all</translation>
    </message>
    <message>
        <source>任何一张被退都不少拿。</source>
        <translation>losing any one voucher costs nothing.</translation>
    </message>
    <message>
        <source>{price}，{effect}</source>
        <translation>{price}: {effect}</translation>
    </message>
    <message>
        <source>不用再加凭证</source>
        <translation>No more vouchers needed</translation>
    </message>
    <message>
        <source>多用 {count} 张凭证</source>
        <translation>Vouchers added: {count}</translation>
    </message>
    <message>
        <source>多用 {count} 张凭证（多 {pages} 份附件）</source>
        <translation>Vouchers added: {count} (attachments: {pages})</translation>
    </message>
    <message>
        <source>要防退票，凭证不能再少。</source>
        <translation>A cushion takes no fewer vouchers.</translation>
    </message>
    <message>
        <source>防得住 {safe}，至多 {most}：还没有证明能不能再多。</source>
        <translation>Safe: {safe}, at most {most}: not yet proved whether more can be.</translation>
    </message>
    <message>
        <source>要防退票，至少 {least} 张凭证：还没有证明能不能再少。</source>
        <translation>A cushion takes no fewer than {least} (vouchers): not yet proved whether fewer would do.</translation>
    </message>
    <message>
        <source>不受影响</source>
        <translation>Not affected</translation>
    </message>
    <message>
        <source>没有哪一处理解会改变方案。</source>
        <translation>No reading would change the plan.</translation>
    </message>
    <message>
        <source>至少 {least}，至多 {most}</source>
        <translation>at least {least}, at most {most}</translation>
    </message>
    <message>
        <source>不用换</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>现在的方案在最坏的理解下也是最好的，那时有 {amount}。</source>
        <translation>This plan is the best in the worst case, too: {amount} then.</translation>
    </message>
    <message>
        <source>另有一个更稳的方案：在对它最坏的理解下也有 {amount}。</source>
        <translation>Another plan is safer: {amount} even under the reading that is worst for it.</translation>
    </message>
    <message>
        <source>可以更稳</source>
        <translation>Can be safer</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>不再有</source>
        <translation>Gone</translation>
    </message>
    <message>
        <source>看口径，或改选</source>
        <translation>See the readings, or choose another</translation>
    </message>
    <message>
        <source>看口径：{question}</source>
        <translation>See the readings: {question}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>；等 {count} 个</source>
        <translation>; {count} in all</translation>
    </message>
    <message>
        <source>还没有回答的问题</source>
        <translation>Questions still open</translation>
    </message>
    <message>
        <source>去回答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>起算日还没有填写</source>
        <translation>First day not filled in</translation>
    </message>
    <message>
        <source>长期有效</source>
        <translation>No end date</translation>
    </message>
    <message>
        <source>有效期至 {day}</source>
        <translation>Valid until {day}</translation>
    </message>
    <message>
        <source>{day} 已到期</source>
        <translation>Ended {day}</translation>
    </message>
    <message>
        <source>（推算）</source>
        <translation> (derived)</translation>
    </message>
    <message>
        <source>另有面向{others}的</source>
        <translation>Also, for others: {others}</translation>
    </message>
    <message>
        <source>共 {amount} 以内</source>
        <translation>at most {amount} in all</translation>
    </message>
    <message>
        <source>等</source>
        <translation> and others</translation>
    </message>
    <message>
        <source>措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>文件原文</source>
        <translation>Text of the notices</translation>
    </message>
    <message>
        <source>有对应措施</source>
        <translation>Has a measure</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Text only</translation>
    </message>
    <message>
        <source>{day} 核对</source>
        <translation>Checked {day}</translation>
    </message>
    <message>
        <source>&#x3000;·&#x3000;</source>
        <translation> · </translation>
    </message>
    <message>
        <source>暂按默认</source>
        <translation>By default</translation>
    </message>
    <message>
        <source>已有答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>自行选定</source>
        <translation>Chosen by you</translation>
    </message>
    <message>
        <source>已起草</source>
        <translation>Drafted</translation>
    </message>
    <message>
        <source>已寄出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>已答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>影响金额</source>
        <translation>Amounts depend on it</translation>
    </message>
    <message>
        <source>按现有费用没有影响</source>
        <translation>No effect with the present expenses</translation>
    </message>
    <message>
        <source>列入咨询函</source>
        <translation>Put into the letter</translation>
    </message>
    <message>
        <source>相差 {amount}</source>
        <translation>{amount} apart</translation>
    </message>
    <message>
        <source>{number}&#x3000;{count} 项措施</source>
        <translation>{number}&#x3000;measures: {count}</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>现用版本</source>
        <translation>Version in use</translation>
    </message>
    <message>
        <source>测算上限</source>
        <translation>Computed ceiling</translation>
    </message>
    <message>
        <source>按新版本</source>
        <translation>By the new version</translation>
    </message>
    <message>
        <source>差额</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>无结果</source>
        <translation>No result</translation>
    </message>
    <message>
        <source>{what}&#x3000;{day} 发起</source>
        <translation>{what}&#x3000;started {day}</translation>
    </message>
    <message>
        <source>申请金额</source>
        <translation>Applied for</translation>
    </message>
    <message>
        <source>核定金额</source>
        <translation>Granted</translation>
    </message>
    <message>
        <source>{pages} 份附件</source>
        <translation>Attachments: {pages}</translation>
    </message>
    <message>
        <source>等答复或认定</source>
        <translation>Waiting for an answer</translation>
    </message>
    <message>
        <source>没有采用</source>
        <translation>Not used</translation>
    </message>
    <message>
        <source>单独可得 {amount}</source>
        <translation>{amount} alone</translation>
    </message>
    <message>
        <source>{title}（{project}）</source>
        <translation>{title} ({project})</translation>
    </message>
    <message>
        <source>{label}&#x3000;{amount}</source>
        <translation>{label} {amount}</translation>
    </message>
    <message>
        <source>这笔不报</source>
        <translation>Do not claim it</translation>
    </message>
    <message>
        <source>不归到这一项</source>
        <translation>Not under this claim</translation>
    </message>
    <message>
        <source>只归到：{title}</source>
        <translation>Only under: {title}</translation>
    </message>
    <message>
        <source>完整</source>
        <translation>whole</translation>
    </message>
    <message>
        <source>有缺口</source>
        <translation>gaps</translation>
    </message>
    <message>
        <source>有问题</source>
        <translation>faults</translation>
    </message>
    <message>
        <source>&#x3000;</source>
        <translation>&#x3000;</translation>
    </message>
    <message>
        <source>{0} 元</source>
        <translation>¥{0}</translation>
    </message>
    <message>
        <source>{0} 至 {1}</source>
        <translation>{0} to {1}</translation>
    </message>
    <message>
        <source>成品 {0} {1}（版本 {2}）</source>
        <translation>Product {0} {1} (version {2})</translation>
    </message>
    <message>
        <source>料件</source>
        <translation>Material</translation>
    </message>
    <message>
        <source>进口</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>出口耗用</source>
        <translation>Used in exports</translation>
    </message>
    <message>
        <source>其他进出</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>结余</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>结转转入</source>
        <translation>Transferred in</translation>
    </message>
    <message>
        <source>退换</source>
        <translation>Exchanged</translation>
    </message>
    <message>
        <source>复出</source>
        <translation>Re-exported</translation>
    </message>
    <message>
        <source>内销</source>
        <translation>Sold at home</translation>
    </message>
    <message>
        <source>销毁</source>
        <translation>Destroyed</translation>
    </message>
    <message>
        <source>结转转出</source>
        <translation>Transferred out</translation>
    </message>
    <message>
        <source>备案 {0}</source>
        <translation>of {0}</translation>
    </message>
    <message>
        <source>? 记录不全</source>
        <translation>? incomplete</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>净出口 {0} × 单耗 {1}</source>
        <translation>net exports {0} × {1}</translation>
    </message>
    <message>
        <source> × 保税 {0}%</source>
        <translation> × bonded {0}%</translation>
    </message>
    <message>
        <source>手册</source>
        <translation>Handbook</translation>
    </message>
    <message>
        <source>{0} 份报关单</source>
        <translation>Declarations: {0}</translation>
    </message>
    <message>
        <source>{0}，没有备案表</source>
        <translation>{0}, no tables</translation>
    </message>
    <message>
        <source>看这笔费用</source>
        <translation>See the expense</translation>
    </message>
    <message>
        <source>看这份报关单</source>
        <translation>See the declaration</translation>
    </message>
    <message>
        <source>看这份单证</source>
        <translation>See the document</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>{0} 个文件</source>
        <translation>{0} files</translation>
    </message>
    <message>
        <source>{0} 个没有收</source>
        <translation>{0} not taken in</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>出口</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>报关单</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>进出口图：按{0}，{1}</source>
        <translation>Chart of imports and exports by {0}, {1}</translation>
    </message>
    <message>
        <source>申报日期</source>
        <translation>Declared on</translation>
    </message>
    <message>
        <source>海关编号</source>
        <translation>Declaration number</translation>
    </message>
    <message>
        <source>未编号</source>
        <translation>No number</translation>
    </message>
    <message>
        <source>进出口</source>
        <translation>In/out</translation>
    </message>
    <message>
        <source>监管方式</source>
        <translation>Regime</translation>
    </message>
    <message>
        <source>境外收发货人</source>
        <translation>Overseas party</translation>
    </message>
    <message>
        <source>项数</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>AdoptDialog</name>
    <message>
        <source>采用这个方案</source>
        <translation>Adopt this plan</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>生成申报草稿</source>
        <translation>Make the drafts</translation>
    </message>
    <message>
        <source>现在不能采用</source>
        <translation>It cannot be adopted now</translation>
    </message>
    <message>
        <source>生成 {count} 份申报草稿</source>
        <translation>Draft claims made: {count}</translation>
    </message>
    <message>
        <source>这 {count} 份准备中的草稿会被换掉</source>
        <translation>Drafts replaced: {count}</translation>
    </message>
    <message>
        <source>这些草稿留着，但与方案用了同一笔费用，提交前请删去一份</source>
        <translation>These drafts stay but use an expense of the plan: delete one of the two before filing</translation>
    </message>
    <message>
        <source>已经提交和核定的申报不动。整个采用是一步，可以一次撤销。</source>
        <translation>Claims filed or approved are not touched. Adopting is one step and can be undone at once.</translation>
    </message>
    <message>
        <source>另有 {count} 份</source>
        <translation>{count} more</translation>
    </message>
</context>
<context>
    <name>AmountsStrip</name>
    <message>
        <source>申请金额</source>
        <translation>Applied for</translation>
    </message>
    <message>
        <source>核定金额</source>
        <translation>Granted</translation>
    </message>
    <message>
        <source>实际发生额</source>
        <translation>Actually spent</translation>
    </message>
    <message>
        <source>计入的费用，价税合计</source>
        <translation>Expenses that count, tax included</translation>
    </message>
    <message>
        <source>测算上限</source>
        <translation>Computed ceiling</translation>
    </message>
    <message>
        <source>按条文算出，不超过此数</source>
        <translation>Computed from the clauses; never more than this</translation>
    </message>
    <message>
        <source>写进申请表，可以改小</source>
        <translation>Goes into the form; may be lowered</translation>
    </message>
    <message>
        <source>提交后，按主管部门批复登记</source>
        <translation>Entered after filing, as the authority decided</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>记录答复</source>
        <translation>Record an answer</translation>
    </message>
    <message>
        <source>答复采用的理解</source>
        <translation>The reading the answer takes</translation>
    </message>
    <message>
        <source>答复的部门</source>
        <translation>Office that answered</translation>
    </message>
    <message>
        <source>答复的人</source>
        <translation>Person who answered</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>答复日期</source>
        <translation>Date of the answer</translation>
    </message>
    <message>
        <source>答复的内容</source>
        <translation>What was said</translation>
    </message>
    <message>
        <source>例如：电话答复，文号、原话</source>
        <translation>e.g. by phone; reference number, exact words</translation>
    </message>
    <message>
        <source>没有附件</source>
        <translation>None</translation>
    </message>
    <message>
        <source>记录并按此计算</source>
        <translation>Record and compute by it</translation>
    </message>
    <message>
        <source>选择扫描件…</source>
        <translation>Choose a scan…</translation>
    </message>
    <message>
        <source>用账套里的单证…</source>
        <translation>From the book…</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>答复会用于涉及的全部 {0} 项措施，并印在测算表上。</source>
        <translation>The answer applies to every measure concerned ({0}) and is printed on their worksheets.</translation>
    </message>
    <message>
        <source>答复原件（收入账套，加密保存）</source>
        <translation>The answer itself (taken into the book, encrypted)</translation>
    </message>
    <message>
        <source>选择答复的扫描件</source>
        <translation>Choose the scan of the answer</translation>
    </message>
    <message>
        <source>文档和图片 (*.pdf *.ofd *.png *.jpg *.jpeg)</source>
        <translation>Documents and pictures (*.pdf *.ofd *.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>选择答复原件</source>
        <translation>Choose the answer</translation>
    </message>
    <message>
        <source>账套里的单证（编号 {0}）</source>
        <translation>Document of the book (number {0})</translation>
    </message>
    <message>
        <source>请填写收到答复的日期。</source>
        <translation>Please enter the date of the answer.</translation>
    </message>
</context>
<context>
    <name>ApplicantForm</name>
    <message>
        <source>基本信息</source>
        <translation>Basic particulars</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>收款账户</source>
        <translation>Bank account</translation>
    </message>
    <message>
        <source>保存资料</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>企业名称</source>
        <translation>Company name</translation>
    </message>
    <message>
        <source>与公章完全一致</source>
        <translation>Exactly as on the seal</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>主体类型</source>
        <translation>Kind of applicant</translation>
    </message>
    <message>
        <source>单位性质</source>
        <translation>Ownership</translation>
    </message>
    <message>
        <source>登记所在市</source>
        <translation>City of registration</translation>
    </message>
    <message>
        <source>县（市、区）</source>
        <translation>County or district</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>法定代表人</source>
        <translation>Legal representative</translation>
    </message>
    <message>
        <source>法定代表人电话</source>
        <translation>Legal representative&apos;s phone</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Mobile</translation>
    </message>
    <message>
        <source>办公电话</source>
        <translation>Office phone</translation>
    </message>
    <message>
        <source>传真</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>电子邮箱</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>户名</source>
        <translation>Account name</translation>
    </message>
    <message>
        <source>一般与企业名称相同</source>
        <translation>Usually the company name</translation>
    </message>
    <message>
        <source>开户行</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account number</translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>（{0}）</source>
        <translation> ({0})</translation>
    </message>
    <message>
        <source>没有数据</source>
        <translation>No data</translation>
    </message>
    <message>
        <source>{0} 组；方向键逐个看，回车看明细</source>
        <translation>{0} groups; arrow keys go through them, Enter shows the rows</translation>
    </message>
    <message>
        <source>缺汇率</source>
        <translation>Rate missing</translation>
    </message>
</context>
<context>
    <name>CardDetail</name>
    <message>
        <source>发起申报</source>
        <translation>Start a claim</translation>
    </message>
    <message>
        <source>写咨询函，或登记答复</source>
        <translation>Write a letter of inquiry, or record an answer</translation>
    </message>
    <message>
        <source>打开申报</source>
        <translation>Open the claim</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>测算过程</source>
        <translation>Computation</translation>
    </message>
    <message>
        <source>额度</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>待回答</source>
        <translation>Questions open</translation>
    </message>
    <message>
        <source>解释口径</source>
        <translation>Readings</translation>
    </message>
    <message>
        <source>费率</source>
        <translation>Rates</translation>
    </message>
    <message>
        <source>参考做法</source>
        <translation>Guide</translation>
    </message>
</context>
<context>
    <name>ChecklistPane</name>
    <message>
        <source>{count} 份</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>&#x3000;·&#x3000;</source>
        <translation> · </translation>
    </message>
    <message>
        <source>再加一份</source>
        <translation>Add another</translation>
    </message>
    <message>
        <source>选用单证</source>
        <translation>Choose a document</translation>
    </message>
    <message>
        <source>单证</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>查看这份单证</source>
        <translation>View this document</translation>
    </message>
    <message>
        <source>由程序生成</source>
        <translation>Made by the program</translation>
    </message>
    <message>
        <source>已有</source>
        <translation>There</translation>
    </message>
    <message>
        <source>缺</source>
        <translation>Missing</translation>
    </message>
</context>
<context>
    <name>ChoiceField</name>
    <message>
        <source>请选择</source>
        <translation>Please choose</translation>
    </message>
</context>
<context>
    <name>ClaimDetail</name>
    <message>
        <source>生成申报材料</source>
        <translation>Make the packet</translation>
    </message>
    <message>
        <source>更改状态</source>
        <translation>Change state</translation>
    </message>
    <message>
        <source>{day} 发起</source>
        <translation>Started {day}</translation>
    </message>
    <message>
        <source>政策包版本 {version}</source>
        <translation>Pack version {version}</translation>
    </message>
    <message>
        <source>&#x3000;·&#x3000;</source>
        <translation> · </translation>
    </message>
    <message>
        <source>自查</source>
        <translation>Self-check</translation>
    </message>
    <message>
        <source>自查：{count} 处须改</source>
        <translation>Self-check: {count} to mend</translation>
    </message>
    <message>
        <source>自查：{count} 处留意</source>
        <translation>Self-check: {count} to note</translation>
    </message>
    <message>
        <source>材料清单 {here}/{all}</source>
        <translation>Checklist {here}/{all}</translation>
    </message>
    <message>
        <source>费用明细 {count}</source>
        <translation>Expenses {count}</translation>
    </message>
    <message>
        <source>&#x3000;</source>
        <translation>&#x3000;</translation>
    </message>
</context>
<context>
    <name>ClaimsScreen</name>
    <message>
        <source>申报</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>还没有申报</source>
        <translation>No claims yet</translation>
    </message>
    <message>
        <source>在“政策”里打开一项可申报的措施，按“发起申报”，金额、材料清单和自查就到这里来。</source>
        <translation>Open a measure that can be claimed under “Measures” and press “Start a claim”; its amounts, checklist and self-check come here.</translation>
    </message>
    <message>
        <source>去看能申报什么</source>
        <translation>See what can be claimed</translation>
    </message>
    <message>
        <source>标记为：{state}</source>
        <translation>Mark as: {state}</translation>
    </message>
    <message>
        <source>按现有账目重算…</source>
        <translation>Compute again from the present ledger…</translation>
    </message>
    <message>
        <source>移到政策包版本 {version}…</source>
        <translation>Move to pack version {version}…</translation>
    </message>
    <message>
        <source>删除这项申报</source>
        <translation>Delete this claim</translation>
    </message>
    <message>
        <source>修改申请金额</source>
        <translation>Change the amount applied for</translation>
    </message>
    <message>
        <source>登记核定金额</source>
        <translation>Enter the amount granted</translation>
    </message>
    <message>
        <source>已登记核定金额。</source>
        <translation>The granted amount has been entered.</translation>
    </message>
    <message>
        <source>申报已标记为“{state}”。</source>
        <translation>The claim is now marked “{state}”.</translation>
    </message>
    <message>
        <source>更改申报状态</source>
        <translation>Change the claim&apos;s state</translation>
    </message>
    <message>
        <source>删除申报</source>
        <translation>Delete claim</translation>
    </message>
    <message>
        <source>已删除申报，可撤销。</source>
        <translation>Claim deleted; it can be undone.</translation>
    </message>
    <message>
        <source>补材料</source>
        <translation>Add paper</translation>
    </message>
    <message>
        <source>已补上材料，可撤销。</source>
        <translation>Paper added; it can be undone.</translation>
    </message>
</context>
<context>
    <name>ClauseLink</name>
    <message>
        <source>查看或收起条文原文</source>
        <translation>Show or hide the clause</translation>
    </message>
    <message>
        <source>看原文</source>
        <translation>See the text</translation>
    </message>
    <message>
        <source>在文件原文中查看：{where}</source>
        <translation>See it in the notice: {where}</translation>
    </message>
</context>
<context>
    <name>ContractDialog</name>
    <message>
        <source>合同登记</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>合同</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>乙方</source>
        <translation>Second party</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Expenses</translation>
    </message>
    <message>
        <source>{0} 笔</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>按编号、名称、单位搜索</source>
        <translation>Search number, title or party</translation>
    </message>
    <message>
        <source>登记新合同</source>
        <translation>Enter a contract</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>取消关联</source>
        <translation>Unlink</translation>
    </message>
    <message>
        <source>关联</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{0} 笔费用的合同</source>
        <translation>Contract of {0} expenses</translation>
    </message>
    <message>
        <source>修改合同登记</source>
        <translation>Edit the contract</translation>
    </message>
    <message>
        <source>已关联合同，可撤销。</source>
        <translation>Contract linked; it can be undone.</translation>
    </message>
    <message>
        <source>已取消关联，合同登记还在。</source>
        <translation>Unlinked; the contract stays in the book.</translation>
    </message>
    <message>
        <source>已登记合同，可撤销。</source>
        <translation>Contract entered; it can be undone.</translation>
    </message>
    <message>
        <source>已保存合同登记，可撤销。</source>
        <translation>Contract saved; it can be undone.</translation>
    </message>
</context>
<context>
    <name>ContractForm</name>
    <message>
        <source>合同编号</source>
        <translation>Contract number</translation>
    </message>
    <message>
        <source>合同金额（元）</source>
        <translation>Contract amount (CNY)</translation>
    </message>
    <message>
        <source>合同名称</source>
        <translation>Contract title</translation>
    </message>
    <message>
        <source>甲方</source>
        <translation>First party</translation>
    </message>
    <message>
        <source>乙方</source>
        <translation>Second party</translation>
    </message>
    <message>
        <source>签订日期</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>起始日期</source>
        <translation>Starts on</translation>
    </message>
    <message>
        <source>终止日期</source>
        <translation>Ends on</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>例如展位号、面积、服务内容</source>
        <translation>Such as booth number, area, what the service covers</translation>
    </message>
    <message>
        <source>费用项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (CNY)</translation>
    </message>
    <message>
        <source>加一项费用</source>
        <translation>Add an item</translation>
    </message>
    <message>
        <source>加一项代理费</source>
        <translation>Add an agency fee</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>合同列明的费用</source>
        <translation>Fees in the contract</translation>
    </message>
    <message>
        <source>认证费、展位费等，按合同逐项照抄；没有分列的可以不填。</source>
        <translation>Copy each fee, such as certification or booth, from the contract; leave blank if it names none apart.</translation>
    </message>
    <message>
        <source>其中的代理（中介）费</source>
        <translation>Agency fees among them</translation>
    </message>
    <message>
        <source>代理费要与认证费、申请费分列，申报时不计入。</source>
        <translation>Agency fees stand apart from certification and application fees; claims leave them out.</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>程序出错</source>
        <translation>Program error</translation>
    </message>
    <message>
        <source>错误报告</source>
        <translation>Error report</translation>
    </message>
    <message>
        <source>复制报告</source>
        <translation>Copy report</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>这是程序自己的差错，不是您操作的问题。已保存的内容都在；刚才这一步没有做完，没有留下任何半成品。请把下面的报告发给我们：里面只有程序的位置，没有公司名称、金额和文件内容。</source>
        <translation>This is the program&apos;s own mistake, not yours. Everything saved is there; the step just now was not finished and left nothing half done. Please send us the report below: it only names places in the program, no company names, amounts or file contents.</translation>
    </message>
    <message>
        <source>程序出了一个错</source>
        <translation>The program made a mistake</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>年-月-日</source>
        <translation>yyyy-mm-dd</translation>
    </message>
    <message>
        <source>打开日历</source>
        <translation>Open calendar</translation>
    </message>
</context>
<context>
    <name>DocumentPicker</name>
    <message>
        <source>按文件名搜索</source>
        <translation>Search by file name</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>收入日期</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>单证</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>关联</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DocumentPreview</name>
    <message>
        <source>单证类别</source>
        <translation>Kind of document</translation>
    </message>
    <message>
        <source>另存为…</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <source>登记合同</source>
        <translation>Enter contract</translation>
    </message>
    <message>
        <source>登记双方、日期和费用，自检时与发票、回单核对</source>
        <translation>Enter parties, dates and fees; the self-check compares them with fapiao and slips</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>在左边选一份单证。</source>
        <translation>Pick a document on the left.</translation>
    </message>
    <message>
        <source>{0}&#x3000;{1}&#x3000;收入于 {2}</source>
        <translation>{0}&#x3000;{1}&#x3000;taken in {2}</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
</context>
<context>
    <name>EffectCard</name>
    <message>
        <source>相差 {amount}</source>
        <translation>{amount} apart</translation>
    </message>
    <message>
        <source>去待明确事项</source>
        <translation>Go to the open points</translation>
    </message>
    <message>
        <source>去待明确事项：{0}</source>
        <translation>Go to the open points: {0}</translation>
    </message>
    <message>
        <source>✓ 现按此计算</source>
        <translation>✓ Computed by this</translation>
    </message>
    <message>
        <source>假如这样理解</source>
        <translation>What if read so</translation>
    </message>
    <message>
        <source>假如这样理解：{0}</source>
        <translation>What if read so: {0}</translation>
    </message>
</context>
<context>
    <name>ErrorBar</name>
    <message>
        <source>关闭提示</source>
        <translation>Close notice</translation>
    </message>
</context>
<context>
    <name>EvidenceChain</name>
    <message>
        <source>关联…</source>
        <translation>Link…</translation>
    </message>
    <message>
        <source>再加…</source>
        <translation>Add…</translation>
    </message>
    <message>
        <source>为{0}关联单证</source>
        <translation>Link a document for {0}</translation>
    </message>
    <message>
        <source>{0} 份</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>有登记，缺单证</source>
        <translation>Entered; document missing</translation>
    </message>
    <message>
        <source>还没有{0}</source>
        <translation>No {0} yet</translation>
    </message>
    <message>
        <source>查看 {0}</source>
        <translation>View {0}</translation>
    </message>
    <message>
        <source>取消关联 {0}</source>
        <translation>Unlink {0}</translation>
    </message>
    <message>
        <source>取消关联，单证还在</source>
        <translation>Unlink; the document stays</translation>
    </message>
    <message>
        <source>查看或更换合同登记…</source>
        <translation>See or change the contract…</translation>
    </message>
    <message>
        <source>登记合同…</source>
        <translation>Enter the contract…</translation>
    </message>
    <message>
        <source>含几类费用，拆分发票…</source>
        <translation>Several categories: split the fapiao…</translation>
    </message>
    <message>
        <source>报关单 {0}&#x3000;{1}&#x3000;{2}</source>
        <translation>Declaration {0}&#x3000;{1}&#x3000;{2}</translation>
    </message>
    <message>
        <source>{0} 至 {1}</source>
        <translation>{0} to {1}</translation>
    </message>
    <message>
        <source>回单共 {0}</source>
        <translation>of a slip of {0}</translation>
    </message>
    <message>
        <source>待确认</source>
        <translation>To be confirmed</translation>
    </message>
    <message>
        <source>{count} 张回单，合计 {sum}</source>
        <translation>{count} slips, {sum} in all</translation>
    </message>
    <message>
        <source>打开合同登记</source>
        <translation>Open the contract</translation>
    </message>
    <message>
        <source>关联单证</source>
        <translation>Link a document</translation>
    </message>
    <message>
        <source>去修改</source>
        <translation>Mend</translation>
    </message>
</context>
<context>
    <name>ExpenseForm</name>
    <message>
        <source>费用类别</source>
        <translation>Expense category</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <source>所属项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>暂不归入项目</source>
        <translation>No project yet</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>收款方</source>
        <translation>Payee</translation>
    </message>
    <message>
        <source>价税合计（元）</source>
        <translation>Total with tax (CNY)</translation>
    </message>
    <message>
        <source>其中税额（元）</source>
        <translation>Of which tax (CNY)</translation>
    </message>
    <message>
        <source>开票日期</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>付款日期</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>发票号码</source>
        <translation>Fapiao number</translation>
    </message>
    <message>
        <source>合同号</source>
        <translation>Contract number</translation>
    </message>
    <message>
        <source>回单号</source>
        <translation>Bank slip number</translation>
    </message>
    <message>
        <source>付款方式</source>
        <translation>Payment method</translation>
    </message>
    <message>
        <source>付款户名</source>
        <translation>Payer account name</translation>
    </message>
    <message>
        <source>不支持的金额（元）</source>
        <translation>Amount not supported (CNY)</translation>
    </message>
    <message>
        <source>不支持的原因</source>
        <translation>Why not supported</translation>
    </message>
    <message>
        <source>已获其他资金（元）</source>
        <translation>Other funding received (CNY)</translation>
    </message>
    <message>
        <source>其他资金来源</source>
        <translation>Source of other funding</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>新增费用</source>
        <translation>New expense</translation>
    </message>
    <message>
        <source>修改费用</source>
        <translation>Edit expense</translation>
    </message>
</context>
<context>
    <name>ExpenseLines</name>
    <message>
        <source>这笔费用已从台账删除</source>
        <translation>This expense has been deleted from the ledger</translation>
    </message>
    <message>
        <source>（未填收款方）</source>
        <translation>(no payee given)</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>在台账中查看</source>
        <translation>See in the ledger</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>另有 {count} 笔，请在台账中查看。</source>
        <translation>{count} more; see the ledger.</translation>
    </message>
</context>
<context>
    <name>ExpensePane</name>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>证据链</source>
        <translation>Chain of evidence</translation>
    </message>
    <message>
        <source>合同 → 发票 → 付款 → 成果</source>
        <translation>contract → fapiao → payment → outcome</translation>
    </message>
    <message>
        <source>明细</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>{0} 元</source>
        <translation>¥{0}</translation>
    </message>
    <message>
        <source>{0} 证据链{1}</source>
        <translation>{0} Chain: {1}</translation>
    </message>
    <message>
        <source>还没有付款日期</source>
        <translation>No payment date yet</translation>
    </message>
    <message>
        <source>已用于申报</source>
        <translation>Used in a claim</translation>
    </message>
    <message>
        <source>收款方</source>
        <translation>Payee</translation>
    </message>
    <message>
        <source>开票日期</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>付款日期</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>税额</source>
        <translation>Tax</translation>
    </message>
    <message>
        <source>发票号码</source>
        <translation>Fapiao number</translation>
    </message>
    <message>
        <source>合同号</source>
        <translation>Contract number</translation>
    </message>
    <message>
        <source>回单号</source>
        <translation>Bank slip number</translation>
    </message>
    <message>
        <source>{0} 元（{1}）</source>
        <translation>¥{0} ({1})</translation>
    </message>
    <message>
        <source>不支持</source>
        <translation>Not supported</translation>
    </message>
    <message>
        <source>{0} 元 {1}</source>
        <translation>¥{0} {1}</translation>
    </message>
    <message>
        <source>已获资金</source>
        <translation>Other funding</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>以上各表，放进一个工作簿</source>
        <translation>These tables in one workbook</translation>
    </message>
    <message>
        <source>账套里的全部表</source>
        <translation>All tables of the book</translation>
    </message>
    <message>
        <source>Excel 工作簿 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV 表格 (*.csv)</source>
        <translation>CSV table (*.csv)</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>正在导出</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>已导出 {0} 行到 {1}。</source>
        <translation>Exported {0} rows to {1}.</translation>
    </message>
</context>
<context>
    <name>FactCard</name>
    <message>
        <source>看 {0} 份报关单</source>
        <translation>See declarations ({0})</translation>
    </message>
    <message>
        <source>撤回回答，按报关单</source>
        <translation>Withdraw; follow declarations</translation>
    </message>
    <message>
        <source>报关单得出：{0}</source>
        <translation>From the declarations: {0}</translation>
    </message>
    <message>
        <source>报关单得不出：{0}</source>
        <translation>The declarations do not tell: {0}</translation>
    </message>
    <message>
        <source>报关单里看不出，请回答。</source>
        <translation>The declarations do not tell; please answer.</translation>
    </message>
    <message>
        <source>! 回答是“{0}”，与报关单不同，以回答为准</source>
        <translation>! Your answer, “{0}”, differs from the declarations and counts</translation>
    </message>
    <message>
        <source>✓ 已回答</source>
        <translation>✓ Answered</translation>
    </message>
    <message>
        <source>✓ 由报关单得出</source>
        <translation>✓ From declarations</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>结论</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>资金级别</source>
        <translation>Level of funds</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>申报主体</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>有无金额</source>
        <translation>Money or not</translation>
    </message>
    <message>
        <source>60 天内有期限</source>
        <translation>Due in 60 days</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>全部结论</source>
        <translation>All results</translation>
    </message>
    <message>
        <source>有金额的措施</source>
        <translation>With money</translation>
    </message>
    <message>
        <source>没有金额的措施</source>
        <translation>Without money</translation>
    </message>
    <message>
        <source>全部级别</source>
        <translation>All levels</translation>
    </message>
    <message>
        <source>全部文件</source>
        <translation>All notices</translation>
    </message>
    <message>
        <source>本单位</source>
        <translation>For us</translation>
    </message>
</context>
<context>
    <name>FlagField</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>还不知道</source>
        <translation>Unknown</translation>
    </message>
</context>
<context>
    <name>GrantForm</name>
    <message>
        <source>政策</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>支持的名称</source>
        <translation>Name of the support</translation>
    </message>
    <message>
        <source>例如“2023年省开放型经济专项”</source>
        <translation>e.g. provincial fund of 2023</translation>
    </message>
    <message>
        <source>哪一级的资金</source>
        <translation>Level of funds</translation>
    </message>
    <message>
        <source>本企业</source>
        <translation>This company</translation>
    </message>
    <message>
        <source>本集团其他企业</source>
        <translation>Group company</translation>
    </message>
    <message>
        <source>到账金额（元）</source>
        <translation>Amount (CNY)</translation>
    </message>
    <message>
        <source>到账日期</source>
        <translation>Received on</translation>
    </message>
    <message>
        <source>给了谁</source>
        <translation>Paid to</translation>
    </message>
    <message>
        <source>决定计入哪一年</source>
        <translation>Decides the year</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>例如拨付文件的文号</source>
        <translation>e.g. number of the notice</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>修改登记</source>
        <translation>Edit grant</translation>
    </message>
    <message>
        <source>登记以前获得的支持</source>
        <translation>Enter an earlier grant</translation>
    </message>
    <message>
        <source>不在政策包里的支持</source>
        <translation>Not in any pack</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>GrantsPane</name>
    <message>
        <source>到账日期</source>
        <translation>Received on</translation>
    </message>
    <message>
        <source>支持</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (CNY)</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>以前获得的支持</source>
        <translation>Earlier grants</translation>
    </message>
    <message>
        <source>登记一笔</source>
        <translation>Enter a grant</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>以前获得的支持，也占累计上限</source>
        <translation>Earlier grants use up limits, too</translation>
    </message>
    <message>
        <source>用本程序以前获得的、别的部门给的、本集团其他企业获得的资金，登记在这里，测算时自动扣除。本账套里已核定的申报会自动计入，不用再登记。</source>
        <translation>Enter here what was received before this program was used, from other authorities, or by other companies of the group; it is taken off in every computation. Claims of this book that were granted count by themselves.</translation>
    </message>
    <message>
        <source>只登记本账套申报以外的：已核定的申报会自动计入上限，不用再登记。</source>
        <translation>Only grants from elsewhere: granted claims of this book count by themselves.</translation>
    </message>
    <message>
        <source>集团其他企业</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>{level}合计 {own}</source>
        <translation>{level}: {own}</translation>
    </message>
    <message>
        <source>{level}合计 {own}，另有集团其他企业 {group}</source>
        <translation>{level}: {own}, others of the group {group}</translation>
    </message>
</context>
<context>
    <name>GuideEditor</name>
    <message>
        <source>保存并采用</source>
        <translation>Save and adopt</translation>
    </message>
    <message>
        <source>不规定</source>
        <translation>Not laid down</translation>
    </message>
    <message>
        <source>外币折算</source>
        <translation>Foreign money</translation>
    </message>
    <message>
        <source>不规定（按登记的人民币金额）</source>
        <translation>Not laid down (CNY as entered)</translation>
    </message>
    <message>
        <source>计算口径</source>
        <translation>How it is computed</translation>
    </message>
    <message>
        <source>取整</source>
        <translation>Rounding</translation>
    </message>
    <message>
        <source>起付金额（低于此数不予支持）</source>
        <translation>Least amount (nothing is paid below it)</translation>
    </message>
    <message>
        <source>装订要求</source>
        <translation>Binding</translation>
    </message>
    <message>
        <source>折算率日期</source>
        <translation>Day of the conversion rate</translation>
    </message>
    <message>
        <source>中间价日期</source>
        <translation>Day of the central parity rate</translation>
    </message>
    <message>
        <source>币种</source>
        <translation>Currency</translation>
    </message>
    <message>
        <source>汇率</source>
        <translation>Exchange rate</translation>
    </message>
    <message>
        <source>汇率出处</source>
        <translation>Source of the rate</translation>
    </message>
    <message>
        <source>修改参考做法</source>
        <translation>Edit the guide</translation>
    </message>
    <message>
        <source>保存的是本单位的修改稿，注明来自{label}；原来的参考做法不变。</source>
        <translation>What is saved is your own version, marked as taken from {label}; the guide itself stays as it is.</translation>
    </message>
    <message>
        <source>材料清单</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>标准</source>
        <translation>Rates</translation>
    </message>
    <message>
        <source>怎样计数</source>
        <translation>How it is counted</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存修改稿</source>
        <translation>Save your version</translation>
    </message>
    <message>
        <source>已保存并采用本单位的修改稿，可撤销。</source>
        <translation>Your version is saved and adopted; it can be undone.</translation>
    </message>
</context>
<context>
    <name>GuidePane</name>
    <message>
        <source>换一份</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>换一份参考做法</source>
        <translation>Choose another guide</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>修改参考做法</source>
        <translation>Edit the guide</translation>
    </message>
    <message>
        <source>不再采用</source>
        <translation>Drop</translation>
    </message>
    <message>
        <source>汇率表</source>
        <translation>Exchange rates</translation>
    </message>
    <message>
        <source>没有采用参考做法</source>
        <translation>No guide adopted</translation>
    </message>
    <message>
        <source>本单位修改稿</source>
        <translation>Own version</translation>
    </message>
    <message>
        <source>可以从别处的做法里选一份，作为标明出处的默认。</source>
        <translation>A guide from another place can serve as a default, with its source named.</translation>
    </message>
    <message>
        <source>默认只借用它的材料清单（{count} 项），不影响金额。</source>
        <translation>By default only its checklist is used (papers: {count}); amounts are not touched. </translation>
    </message>
    <message>
        <source>已采用。它没有材料清单，仍用默认清单（{count} 项）。</source>
        <translation>Adopted. It has no checklist, so the default one stays (papers: {count}). </translation>
    </message>
    <message>
        <source>已采用：材料 {count} 项。</source>
        <translation>Adopted; papers: {count}. </translation>
    </message>
    <message>
        <source>材料 {count} 项</source>
        <translation>papers: {count}</translation>
    </message>
    <message>
        <source>标准</source>
        <translation>rates</translation>
    </message>
    <message>
        <source>外币折算</source>
        <translation>foreign money</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>本单位：</source>
        <translation>Own version: </translation>
    </message>
    <message>
        <source>&#x3000;（{what}）</source>
        <translation> ({what})</translation>
    </message>
    <message>
        <source>已采用“{title}”，可撤销。</source>
        <translation>“{title}” adopted; it can be undone.</translation>
    </message>
    <message>
        <source>采用参考做法</source>
        <translation>Adopt guide</translation>
    </message>
    <message>
        <source>不再采用，材料清单回到默认。</source>
        <translation>Dropped; the checklist is the default one again.</translation>
    </message>
    <message>
        <source>不再采用参考做法</source>
        <translation>Drop guide</translation>
    </message>
</context>
<context>
    <name>HandbookPane</name>
    <message>
        <source>逐条列出</source>
        <translation>List them all</translation>
    </message>
    <message>
        <source>料件平衡</source>
        <translation>Balance of materials</translation>
    </message>
    <message>
        <source>料件 {0} 项，成品 {1} 项，单耗 {2} 条</source>
        <translation>Materials: {0} · products: {1} · unit consumptions: {2}</translation>
    </message>
    <message>
        <source>! {0} 处记录不全或对不上，有关料件的结余仅供参考。</source>
        <translation>! {0} records are incomplete or do not agree; the balances concerned are only a guide.</translation>
    </message>
    <message>
        <source>……另有 {0} 处</source>
        <translation>… {0} more</translation>
    </message>
    <message>
        <source>{0}：怎么算出来的</source>
        <translation>{0}: how it was worked out</translation>
    </message>
    <message>
        <source>结余 {0} {1}</source>
        <translation>Balance {0} {1}</translation>
    </message>
    <message>
        <source>看报关单</source>
        <translation>See declarations</translation>
    </message>
    <message>
        <source>看 {0} 份报关单</source>
        <translation>See declarations ({0})</translation>
    </message>
</context>
<context>
    <name>HandbookScreen</name>
    <message>
        <source>手册</source>
        <translation>Handbook</translation>
    </message>
    <message>
        <source>删除手册</source>
        <translation>Delete handbook</translation>
    </message>
    <message>
        <source>去收单</source>
        <translation>Take files in</translation>
    </message>
    <message>
        <source>还没有加工贸易手册</source>
        <translation>No processing-trade handbook yet</translation>
    </message>
    <message>
        <source>把手册的料件表、成品表、单耗表（xlsx）拖进窗口。收进报关单后，这里按料件算平衡。</source>
        <translation>Drop the tables of materials, products and unit consumption (xlsx) into the window. With the declarations taken in, each material is balanced here.</translation>
    </message>
    <message>
        <source>这本手册只有报关单</source>
        <translation>Only declarations of this handbook</translation>
    </message>
    <message>
        <source>收入它的料件表、成品表、单耗表以后，才能算料件平衡。</source>
        <translation>Take in its tables of materials, products and unit consumption to balance its materials.</translation>
    </message>
    <message>
        <source>看它的报关单</source>
        <translation>See its declarations</translation>
    </message>
    <message>
        <source>回到报关</source>
        <translation>Back to customs</translation>
    </message>
    <message>
        <source>加工贸易手册</source>
        <translation>Handbooks</translation>
    </message>
    <message>
        <source>进口料件 − 出口成品 × 单耗 − 其他转出 = 结余；单耗 = 净耗 ÷（1 − 损耗率）。</source>
        <translation>Materials in − products out × unit consumption (net use ÷ (1 − loss)) − other out = balance.</translation>
    </message>
    <message>
        <source>手册已删除，报关单还在。</source>
        <translation>Handbook deleted; its declarations stay.</translation>
    </message>
</context>
<context>
    <name>HeadroomPane</name>
    <message>
        <source>登记以前获得的支持</source>
        <translation>Enter an earlier grant</translation>
    </message>
    <message>
        <source>多项共用</source>
        <translation>Shared</translation>
    </message>
    <message>
        <source>上限 {limit}&#x3000;已用 {used}</source>
        <translation>Limit {limit}&#x3000;used {used}</translation>
    </message>
    <message>
        <source>斜线部分：这一项按测算上限要用 {wanted}</source>
        <translation>Hatched: this measure would use {wanted} at its ceiling</translation>
    </message>
    <message>
        <source>共用的措施：{titles}</source>
        <translation>Shared with: {titles}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>文件有效期内合计</source>
        <translation>For the whole term of the notice</translation>
    </message>
    <message>
        <source>每个自然年度合计</source>
        <translation>Per calendar year</translation>
    </message>
    <message>
        <source>一次性，以后不再计</source>
        <translation>Once only</translation>
    </message>
    <message>
        <source>每个申报年度合计</source>
        <translation>Per claim year</translation>
    </message>
    <message>
        <source>任意连续十二个月合计</source>
        <translation>In any twelve months in a row</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>接下来</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>最近做了什么</source>
        <translation>Done lately</translation>
    </message>
    <message>
        <source>近期日期</source>
        <translation>Dates ahead</translation>
    </message>
    <message>
        <source>收单、记账、看政策、打印申报材料——都在这台电脑上。</source>
        <translation>Take files in, keep the ledger, see measures, print packets – all on this computer.</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose files…</translation>
    </message>
    <message>
        <source>把发票、回单、报关单、合同拖到这里</source>
        <translation>Drop your documents here</translation>
    </message>
    <message>
        <source>整个文件夹也可以。先看一眼，确认后才收进账套。</source>
        <translation>A whole folder will do. Nothing is taken in before you confirm.</translation>
    </message>
    <message>
        <source>选择要收入的文件</source>
        <translation>Choose files to take in</translation>
    </message>
    <message>
        <source>单证</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>{0} 份</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>台账合计</source>
        <translation>Ledger total</translation>
    </message>
    <message>
        <source>{0} 元</source>
        <translation>¥{0}</translation>
    </message>
    <message>
        <source>现在可申报，不超过</source>
        <translation>Claimable</translation>
    </message>
    <message>
        <source>还没有。</source>
        <translation>Nothing yet.</translation>
    </message>
    <message>
        <source>有效期满（推算）</source>
        <translation>Term ends (derived)</translation>
    </message>
    <message>
        <source>有效期满</source>
        <translation>Term ends</translation>
    </message>
    <message>
        <source>收进第一批文件</source>
        <translation>Take in the first files</translation>
    </message>
    <message>
        <source>拖进窗口即可</source>
        <translation>Drop them into the window</translation>
    </message>
    <message>
        <source>{0} 笔费用还没有付款凭证</source>
        <translation>Expenses without proof of payment: {0}</translation>
    </message>
    <message>
        <source>补收银行回单，或填付款日期</source>
        <translation>Add bank slips, or enter payment dates</translation>
    </message>
    <message>
        <source>回答 {0} 个问题</source>
        <translation>Questions to answer: {0}</translation>
    </message>
    <message>
        <source>最多的一个关系到 {0} 元</source>
        <translation>The largest concerns ¥{0}</translation>
    </message>
    <message>
        <source>{0} 项措施现在可以申报</source>
        <translation>Measures that can be claimed now: {0}</translation>
    </message>
    <message>
        <source>看理由，建申报</source>
        <translation>See why, start a claim</translation>
    </message>
    <message>
        <source>{0} 份申报在办</source>
        <translation>Claims under way: {0}</translation>
    </message>
    <message>
        <source>自查、预览、打印材料</source>
        <translation>Check, preview, print</translation>
    </message>
</context>
<context>
    <name>ImportsScreen</name>
    <message>
        <source>批次</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>这一批的文件</source>
        <translation>Files of this batch</translation>
    </message>
    <message>
        <source>撤销这一批</source>
        <translation>Undo this batch</translation>
    </message>
    <message>
        <source>监视文件夹…</source>
        <translation>Watch a folder…</translation>
    </message>
    <message>
        <source>不再监视</source>
        <translation>Stop watching</translation>
    </message>
    <message>
        <source>去收单</source>
        <translation>Take files in</translation>
    </message>
    <message>
        <source>还没有收过文件</source>
        <translation>No files taken in yet</translation>
    </message>
    <message>
        <source>每收一批文件，这里记下每个文件的结果：收成了什么、为什么没有收。</source>
        <translation>For every batch this log keeps what became of each file, and why a file was not taken in.</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>按文件名、批次名或原因里的字查找；清空查找框看全部记录。</source>
        <translation>The search looks at names of files and batches and at reasons; empty it to see everything.</translation>
    </message>
    <message>
        <source>回到收单</source>
        <translation>Back to the review</translation>
    </message>
    <message>
        <source>收单记录</source>
        <translation>Import log</translation>
    </message>
    <message>
        <source>每一批文件的去向；撤销一批，它带来的记录和单证一起撤回。</source>
        <translation>What became of each batch; undoing one takes back the records and documents that came with it.</translation>
    </message>
    <message>
        <source>正在监视“{0}”：新来的文件会放进收单，不会自动收入。</source>
        <translation>Watching “{0}”: new files go into the review; none is taken in by itself.</translation>
    </message>
    <message>
        <source>选择要监视的文件夹</source>
        <translation>Choose the folder to watch</translation>
    </message>
    <message>
        <source>开始监视“{0}”。</source>
        <translation>“{0}” is being watched.</translation>
    </message>
    <message>
        <source>已停止监视文件夹。</source>
        <translation>No folder is watched any more.</translation>
    </message>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>{0}&#x3000;{1}&#x3000;{2} 个文件，{3} 个收进了账套</source>
        <translation>{0}&#x3000;{1}&#x3000;{2} files, {3} taken in</translation>
    </message>
    <message>
        <source>在上面选一个文件，这里说明它的去向。</source>
        <translation>Pick a file above to see what became of it.</translation>
    </message>
    <message>
        <source>正在撤销这一批</source>
        <translation>Undoing the batch</translation>
    </message>
    <message>
        <source>已撤销“{0}”这一批。</source>
        <translation>Batch “{0}” undone.</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>已暂停：{0}</source>
        <translation>Paused: {0}</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>LedgerScreen</name>
    <message>
        <source>费用</source>
        <translation>Expenses</translation>
    </message>
    <message>
        <source>费用类别</source>
        <translation>Expense category</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>证据链</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>新增费用</source>
        <translation>New expense</translation>
    </message>
    <message>
        <source>汇率表</source>
        <translation>Exchange rates</translation>
    </message>
    <message>
        <source>选一笔费用，这里显示它的证据链。</source>
        <translation>Pick an expense to see its chain of evidence.</translation>
    </message>
    <message>
        <source>去收单</source>
        <translation>Take files in</translation>
    </message>
    <message>
        <source>手工记一笔</source>
        <translation>Enter by hand</translation>
    </message>
    <message>
        <source>台账还是空的</source>
        <translation>The ledger is empty</translation>
    </message>
    <message>
        <source>把发票拖进窗口，收单时选好费用类别，就会自动记进台账。也可以手工记一笔。</source>
        <translation>Drop fapiao into the window and choose their category in the review; they enter the ledger by themselves. Or enter one by hand.</translation>
    </message>
    <message>
        <source>台账</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>每笔费用一行；申报时按证据链 合同→发票→付款→成果 逐项核对。</source>
        <translation>One line per expense; claims check the chain contract→fapiao→payment→outcome.</translation>
    </message>
    <message>
        <source>全部类别</source>
        <translation>All categories</translation>
    </message>
    <message>
        <source>全部项目</source>
        <translation>All projects</translation>
    </message>
    <message>
        <source>{0} 笔&#x3000;合计 {1} 元</source>
        <translation>{0} · total ¥{1}</translation>
    </message>
    <message>
        <source>&#x3000;未付款 {0} 笔</source>
        <translation>&#x3000;unpaid: {0}</translation>
    </message>
    <message>
        <source>证据链不限</source>
        <translation>Any evidence</translation>
    </message>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>已新增一笔费用。</source>
        <translation>Expense added.</translation>
    </message>
    <message>
        <source>已保存修改。</source>
        <translation>Changes saved.</translation>
    </message>
    <message>
        <source>正在删除</source>
        <translation>Deleting</translation>
    </message>
    <message>
        <source>已删除 {0} 笔费用，单证还在。</source>
        <translation>Expenses deleted: {0}; their documents stay.</translation>
    </message>
    <message>
        <source>选择{0}</source>
        <translation>Choose {0}</translation>
    </message>
    <message>
        <source>正在关联</source>
        <translation>Linking</translation>
    </message>
    <message>
        <source>已关联。</source>
        <translation>Linked.</translation>
    </message>
    <message>
        <source>正在取消关联</source>
        <translation>Unlinking</translation>
    </message>
    <message>
        <source>已取消关联，单证还在。</source>
        <translation>Unlinked; the document stays.</translation>
    </message>
</context>
<context>
    <name>LetterCard</name>
    <message>
        <source>致 {0}</source>
        <translation>To {0}</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>另存 PDF…</source>
        <translation>Save PDF…</translation>
    </message>
    <message>
        <source>登记寄出</source>
        <translation>Mark as sent</translation>
    </message>
    <message>
        <source>起草 {0}</source>
        <translation>Drafted {0}</translation>
    </message>
    <message>
        <source>寄出 {0}</source>
        <translation>Sent {0}</translation>
    </message>
    <message>
        <source>答复 {0}</source>
        <translation>Answered {0}</translation>
    </message>
</context>
<context>
    <name>LetterDialog</name>
    <message>
        <source>写咨询函</source>
        <translation>Write a letter of inquiry</translation>
    </message>
    <message>
        <source>信中写明各种理解下的金额</source>
        <translation>Name the amount under each reading</translation>
    </message>
    <message>
        <source>不勾选时只说关系到哪些措施，不透露金额。</source>
        <translation>If unticked, the letter names the measures concerned but no amounts.</translation>
    </message>
    <message>
        <source>生成咨询函</source>
        <translation>Make the letter</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>致 {0}</source>
        <translation>To {0}</translation>
    </message>
    <message>
        <source>每个部门一封，照录条文原文、列出各种理解和目前的处理，收入账套备查。</source>
        <translation>One letter per office: it quotes the clauses, lists the readings and what is done for now, and is kept in the book.</translation>
    </message>
</context>
<context>
    <name>LettersPane</name>
    <message>
        <source>还没有咨询函。在“事项”中列入要问的事项，再按“写咨询函”。</source>
        <translation>No letters yet. Put points into the letter under “Points”, then press “Write a letter”.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>加贸申报</source>
        <translation>Jiamao Claims</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>收单</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>台账</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>政策</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>待明确</source>
        <translation>Unsettled</translation>
    </message>
    <message>
        <source>最优方案</source>
        <translation>Best plan</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>单证</source>
        <translation>Docs</translation>
    </message>
    <message>
        <source>报关</source>
        <translation>Customs</translation>
    </message>
    <message>
        <source>资料</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>收单记录</source>
        <translation>Import log</translation>
    </message>
    <message>
        <source>粘贴表格</source>
        <translation>Paste a table</translation>
    </message>
    <message>
        <source>监视的文件夹里来了 {0} 个新文件，已放进收单，等您核对。</source>
        <translation>New files in the watched folder: {0}. They wait in the review for you.</translation>
    </message>
    <message>
        <source>选择要收入的文件</source>
        <translation>Choose files to take in</translation>
    </message>
    <message>
        <source>还有工作没有完成</source>
        <translation>Work is not finished yet</translation>
    </message>
    <message>
        <source>停止后，这一步已做的部分会整体退回，账套保持完整。</source>
        <translation>If you stop, this step is taken back whole and the book stays complete.</translation>
    </message>
    <message>
        <source>停止并关闭</source>
        <translation>Stop and close</translation>
    </message>
    <message>
        <source>继续等待</source>
        <translation>Keep waiting</translation>
    </message>
</context>
<context>
    <name>MapperDialog</name>
    <message>
        <source>工作表</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>列名在哪一行</source>
        <translation>Row of the headings</translation>
    </message>
    <message>
        <source>每一行读成</source>
        <translation>Each row is</translation>
    </message>
    <message>
        <source>检查并读入</source>
        <translation>Check and read</translation>
    </message>
    <message>
        <source>指出每列是什么</source>
        <translation>Say what each column is</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>点列名下的框选字段，或把光标移到那一列按回车。只需一次：以后遇到同样的列名，不论顺序，都会照此读入。电脑上只记列名，不记内容。</source>
        <translation>Choose a field below each heading, or move to the column and press Enter. Once is enough: the same headings, in any order, will be read like this again. Only headings are remembered, no contents.</translation>
    </message>
    <message>
        <source>{0}（{1} 行）</source>
        <translation>{0} ({1} rows)</translation>
    </message>
    <message>
        <source>整张表</source>
        <translation>Whole table</translation>
    </message>
    <message>
        <source>{0}&#x3000;已隐藏</source>
        <translation>{0}&#x3000;hidden</translation>
    </message>
    <message>
        <source>第 {0} 行：{1}</source>
        <translation>Row {0}: {1}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{0} 列「{1}」</source>
        <translation>{0} “{1}”</translation>
    </message>
    <message>
        <source>{0}里的长号码已被 Excel 变成 2.53E+19 这样的数，末几位丢失，找不回来。请从原系统重新导出（CSV，或先把该列设成“文本”）。</source>
        <translation>Excel has turned the long numbers of {0} into figures like 2.53E+19; their last digits are lost for good. Export again, as CSV or with that column set to text.</translation>
    </message>
    <message>
        <source>或</source>
        <translation> or </translation>
    </message>
    <message>
        <source>还没有指出：{0}。</source>
        <translation>Still missing: {0}.</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>另有 {0} 处。</source>
        <translation>{0} more.</translation>
    </message>
    <message>
        <source>这里是前 {0} 行；读入前会检查全部。</source>
        <translation>The first {0} rows; all are checked before reading.</translation>
    </message>
    <message>
        <source>正在检查全部…</source>
        <translation>Checking all rows…</translation>
    </message>
    <message>
        <source>全部 {0} 行，{1} 处要看：有问题的格子不采用，其余照读，收单时再核对。</source>
        <translation>{0} rows, {1} to look at: doubtful cells are left out and the rest is read; the review shows it all.</translation>
    </message>
    <message>
        <source>仍然读入</source>
        <translation>Read anyway</translation>
    </message>
    <message>
        <source>记住列对应</source>
        <translation>Remembering columns</translation>
    </message>
</context>
<context>
    <name>MapperTable</name>
    <message>
        <source>不读</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>表格的前几行</source>
        <translation>First rows of the table</translation>
    </message>
    <message>
        <source>不读这一列</source>
        <translation>Skip this column</translation>
    </message>
    <message>
        <source>{0}（已有一列）</source>
        <translation>{0} (taken)</translation>
    </message>
</context>
<context>
    <name>MappingOffer</name>
    <message>
        <source>这是按记住的列对应读的。</source>
        <translation>Read by remembered columns.</translation>
    </message>
    <message>
        <source>这张表的列名程序不认识。指一次，以后自动读。</source>
        <translation>These headings are unknown. Name them once; they will be read from then on.</translation>
    </message>
    <message>
        <source>改列对应…</source>
        <translation>Change columns…</translation>
    </message>
    <message>
        <source>按列读取…</source>
        <translation>Name columns…</translation>
    </message>
</context>
<context>
    <name>MeasuresScreen</name>
    <message>
        <source>政策导航</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>正在测算…</source>
        <translation>Computing…</translation>
    </message>
    <message>
        <source>逐个回答</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>全部问题</source>
        <translation>All questions</translation>
    </message>
    <message>
        <source>影响金额大的排在前面；已经回答的在下面，可以更正。</source>
        <translation>Those with the most money come first; answered ones stand below and can be corrected.</translation>
    </message>
    <message>
        <source>{count} 个问题待回答，最多影响 {most}</source>
        <translation>Questions open: {count}, up to {most}</translation>
    </message>
    <message>
        <source>{count} 个问题待回答，关系到能否使用</source>
        <translation>Questions open: {count}; they decide what can be used</translation>
    </message>
    <message>
        <source>问题都已回答，可在这里更正</source>
        <translation>All questions answered; correct them here</translation>
    </message>
    <message>
        <source>重新测算</source>
        <translation>Compute again</translation>
    </message>
    <message>
        <source>已采用参考做法，测算表会标明出处。</source>
        <translation>Reference practice adopted; the worksheet names its source.</translation>
    </message>
    <message>
        <source>发起申报</source>
        <translation>Start a claim</translation>
    </message>
    <message>
        <source>已发起申报，可撤销。</source>
        <translation>Claim started; it can be undone.</translation>
    </message>
</context>
<context>
    <name>MeterCard</name>
    <message>
        <source>多项共用</source>
        <translation>Shared</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>这次共用的措施：{titles}</source>
        <translation>Shared in this plan by: {titles}</translation>
    </message>
    <message>
        <source>措施：{titles}</source>
        <translation>Measure: {titles}</translation>
    </message>
    <message>
        <source>上限</source>
        <translation>Cap</translation>
    </message>
    <message>
        <source>以前已用</source>
        <translation>Used before</translation>
    </message>
    <message>
        <source>本方案（斜线）</source>
        <translation>This plan (hatched)</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>支持措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>找到 {count} 处：{words}</source>
        <translation>Found {count}: {words}</translation>
    </message>
    <message>
        <source>没有找到：{words}</source>
        <translation>Nothing found: {words}</translation>
    </message>
    <message>
        <source>{count} 项</source>
        <translation>Measures: {count}</translation>
    </message>
    <message>
        <source>&#x3000;·&#x3000;</source>
        <translation> · </translation>
    </message>
</context>
<context>
    <name>NewBookPage</name>
    <message>
        <source>企业名称</source>
        <translation>Company name</translation>
    </message>
    <message>
        <source>与公章完全一致</source>
        <translation>Exactly as on the seal</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>登记所在市</source>
        <translation>City of registration</translation>
    </message>
    <message>
        <source>例如：永州市</source>
        <translation>e.g. Yongzhou</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>再输一遍口令</source>
        <translation>Passphrase again</translation>
    </message>
    <message>
        <source>存放位置</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>更改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>创建账套</source>
        <translation>Create book</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>新建账套</source>
        <translation>New book</translation>
    </message>
    <message>
        <source>一家企业一个账套。所有内容加密后只存在这台电脑上。</source>
        <translation>One book per company. Everything is encrypted and stays on this computer.</translation>
    </message>
    <message>
        <source>新账套</source>
        <translation>New book</translation>
    </message>
    <message>
        <source>账套放在哪个文件夹里</source>
        <translation>Folder to put the book in</translation>
    </message>
    <message>
        <source>至少 12 个字符，还差 {0} 个。用一句自己记得住的话最好。</source>
        <translation>At least 12 characters, {0} to go. A sentence you remember is best.</translation>
    </message>
    <message>
        <source>够长，但太有规律，容易被猜到。加几个汉字或字母。</source>
        <translation>Long enough, but too regular to be safe. Add some other letters.</translation>
    </message>
    <message>
        <source>强度合适。请记牢：没有人能替您找回，只有下一步的恢复码可以。</source>
        <translation>Good. Remember it: nobody can recover it for you; only the recovery code of the next step can.</translation>
    </message>
    <message>
        <source>正在创建账套</source>
        <translation>Creating the book</translation>
    </message>
    <message>
        <source>正在创建…</source>
        <translation>Creating…</translation>
    </message>
</context>
<context>
    <name>NoticePane</name>
    <message>
        <source>收起原文</source>
        <translation>Close the text</translation>
    </message>
    <message>
        <source>文件原文</source>
        <translation>Text of the notice</translation>
    </message>
    <message>
        <source>○ 已到期&#x3000;{days}</source>
        <translation>○ Ended&#x3000;{days}</translation>
    </message>
    <message>
        <source>{day} 核对：{by}</source>
        <translation>Checked {day}: {by}</translation>
    </message>
    <message>
        <source>原文 {file}&#x3000;SHA-256 {digest}…</source>
        <translation>Source {file}&#x3000;SHA-256 {digest}…</translation>
    </message>
</context>
<context>
    <name>OpenBookPage</name>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>整串输入，连字符可以省略</source>
        <translation>Type all of it; hyphens may be left out</translation>
    </message>
    <message>
        <source>改用恢复码</source>
        <translation>Use the recovery code</translation>
    </message>
    <message>
        <source>打开账套</source>
        <translation>Open book</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>打开“{0}”</source>
        <translation>Open “{0}”</translation>
    </message>
    <message>
        <source>正在用系统钥匙串打开…</source>
        <translation>Opening with the system keychain…</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>正在打开账套</source>
        <translation>Opening the book</translation>
    </message>
    <message>
        <source>改用口令</source>
        <translation>Use the passphrase</translation>
    </message>
</context>
<context>
    <name>OptionCard</name>
    <message>
        <source>采用</source>
        <translation>Adopt</translation>
    </message>
    <message>
        <source>采用：{0}</source>
        <translation>Adopt: {0}</translation>
    </message>
    <message>
        <source>默认 · 审慎</source>
        <translation>Default · careful</translation>
    </message>
    <message>
        <source>✓ 现按此计算</source>
        <translation>✓ Computed by this</translation>
    </message>
</context>
<context>
    <name>PackImportDialog</name>
    <message>
        <source>导入政策包</source>
        <translation>Import a pack</translation>
    </message>
    <message>
        <source>选择 .zip 文件…</source>
        <translation>Choose a .zip file…</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>复制全部错误</source>
        <translation>Copy all errors</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>启用这个政策包</source>
        <translation>Use this pack</translation>
    </message>
    <message>
        <source>选一个政策包：.zip 文件，或里面有 pack.toml 的文件夹。先检查，看清结果再决定；有一处错误就整个不用，正在使用的政策包不变。</source>
        <translation>Choose a pack: a .zip file, or a folder with a pack.toml in it. It is checked first, and you decide on what you see; with a single error nothing of it is used, and the packs in use stay as they are.</translation>
    </message>
    <message>
        <source>这台电脑上的政策包</source>
        <translation>Packs on this computer</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>From</translation>
    </message>
    <message>
        <source>措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>{0}（旧）</source>
        <translation>{0} (old)</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>随程序</source>
        <translation>Built in</translation>
    </message>
    <message>
        <source>选择政策包</source>
        <translation>Choose a pack</translation>
    </message>
    <message>
        <source>政策包 (*.zip)</source>
        <translation>Packs (*.zip)</translation>
    </message>
    <message>
        <source>选择政策包的文件夹</source>
        <translation>Choose the folder of the pack</translation>
    </message>
    <message>
        <source>正在检查“{name}”…</source>
        <translation>Checking “{name}”…</translation>
    </message>
    <message>
        <source>核对每一条引文、每一个算例，并把已发起的申报按新版本重算一遍。</source>
        <translation>Every quote and every worked example is checked, and the claims already started are computed by the new version.</translation>
    </message>
    <message>
        <source>没有导入：有 {count} 处要改</source>
        <translation>Not imported; points to mend: {count}</translation>
    </message>
    <message>
        <source>正在使用的政策包没有变。请把以下内容交给编写政策包的人，改好后重新选择。</source>
        <translation>The packs in use have not changed. Pass this on to whoever writes the pack, and choose it again once it is mended.</translation>
    </message>
    <message>
        <source>怎么改：</source>
        <translation>How to mend it: </translation>
    </message>
    <message>
        <source>没有导入</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>“{title}”{version} 已经在用了</source>
        <translation>“{title}” {version} is in use already</translation>
    </message>
    <message>
        <source>内容完全相同，没有什么要导入的。</source>
        <translation>The contents are the same; there is nothing to import.</translation>
    </message>
    <message>
        <source>检查通过：{title}</source>
        <translation>Checked and sound: {title}</translation>
    </message>
    <message>
        <source>{count} 个手工算例全部相符，每条引文都在原文中找到。</source>
        <translation>All examples worked by hand agree ({count}), and every quote was found in its source.</translation>
    </message>
    <message>
        <source>代替</source>
        <translation>Replaces</translation>
    </message>
    <message>
        <source>无，是新的政策包</source>
        <translation>Nothing; it is a new pack</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{count} 项</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>对已发起的申报</source>
        <translation>Claims already started</translation>
    </message>
    <message>
        <source>已发起的申报仍按原来的版本计算；要改用新版本，在“申报”里逐项重算。</source>
        <translation>Claims already started stay with their version; to use the new one, compute each again under “Claims”.</translation>
    </message>
    <message>
        <source>账套里没有按这个政策包发起的申报，不受影响。</source>
        <translation>The book has no claims made with this pack; nothing is affected.</translation>
    </message>
    <message>
        <source>启用政策包</source>
        <translation>Use pack</translation>
    </message>
    <message>
        <source>已启用“{title}”{version}。</source>
        <translation>“{title}” {version} is now in use.</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
</context>
<context>
    <name>PacketScreen</name>
    <message>
        <source>返回申报</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>页码</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>上一页（PgUp）</source>
        <translation>Previous page (PgUp)</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>下一页（PgDn）</source>
        <translation>Next page (PgDn)</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>缩小（Ctrl+滚轮）</source>
        <translation>Zoom out (Ctrl+wheel)</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>放大（Ctrl+滚轮）</source>
        <translation>Zoom in (Ctrl+wheel)</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit</translation>
    </message>
    <message>
        <source>保存 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>生成申报材料</source>
        <translation>Make the packet</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>正在生成申报材料</source>
        <translation>Making the packet</translation>
    </message>
    <message>
        <source>重新生成</source>
        <translation>Make again</translation>
    </message>
    <message>
        <source>账套在生成之后有改动，这份材料可能已经过时。</source>
        <translation>The book has changed since; this packet may be out of date.</translation>
    </message>
    <message>
        <source>目录</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>正在准备…</source>
        <translation>Preparing…</translation>
    </message>
    <message>
        <source>正在停止…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>{title}&#x3000;申报材料</source>
        <translation>{title}&#x3000;packet</translation>
    </message>
    <message>
        <source>/ {pages} 页</source>
        <translation>/ {pages}</translation>
    </message>
    <message>
        <source>已取消生成</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>材料没有生成</source>
        <translation>The packet was not made</translation>
    </message>
    <message>
        <source>账套没有变化，可以随时重新生成。</source>
        <translation>The book is unchanged; you can make it again at any time.</translation>
    </message>
    <message>
        <source>签字前请看：{count} 处</source>
        <translation>Before signing, look at {count} points</translation>
    </message>
    <message>
        <source>保存申报材料</source>
        <translation>Save the packet</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>已保存：{name}</source>
        <translation>Saved: {name}</translation>
    </message>
    <message>
        <source>停止打印 {done}/{total}</source>
        <translation>Stop printing {done}/{total}</translation>
    </message>
    <message>
        <source>已送到打印机。</source>
        <translation>Sent to the printer.</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>页面预览</source>
        <translation>Page preview</translation>
    </message>
</context>
<context>
    <name>PaperPicker</name>
    <message>
        <source>“{title}”用哪份单证？</source>
        <translation>Which document for “{title}”?</translation>
    </message>
    <message>
        <source>用作此项材料</source>
        <translation>Use for this item</translation>
    </message>
    <message>
        <source>证明哪一笔费用</source>
        <translation>Which expense it proves</translation>
    </message>
</context>
<context>
    <name>PaperRows</name>
    <message>
        <source>补一项材料</source>
        <translation>Add a paper</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>第 {number} 项材料</source>
        <translation>Paper {number}</translation>
    </message>
    <message>
        <source>第 {number} 项份数</source>
        <translation>Copies of paper {number}</translation>
    </message>
    <message>
        <source>上移第 {number} 项</source>
        <translation>Move paper {number} up</translation>
    </message>
    <message>
        <source>下移第 {number} 项</source>
        <translation>Move paper {number} down</translation>
    </message>
    <message>
        <source>去掉第 {number} 项</source>
        <translation>Take paper {number} out</translation>
    </message>
</context>
<context>
    <name>PapersScreen</name>
    <message>
        <source>单证</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>去收单</source>
        <translation>Take files in</translation>
    </message>
    <message>
        <source>还没有单证</source>
        <translation>No documents yet</translation>
    </message>
    <message>
        <source>发票、回单、合同、证书、照片……拖进窗口，原样加密存进账套。</source>
        <translation>Fapiao, slips, contracts, certificates, photos: drop them into the window; they are kept as they are, encrypted.</translation>
    </message>
    <message>
        <source>每个文件逐字节保存；申报材料从这里取证据。</source>
        <translation>Every file is kept byte for byte; packets take their evidence from here.</translation>
    </message>
    <message>
        <source>{0} 份</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>已更改单证类别。</source>
        <translation>Kind of document changed.</translation>
    </message>
    <message>
        <source>另存单证</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>已另存为 {0}。</source>
        <translation>Saved as {0}.</translation>
    </message>
</context>
<context>
    <name>ParametersPane</name>
    <message>
        <source>文件没有写明这些标准，要看另行公布的通知。填入数值时请注明来源，来源会印在测算表上。</source>
        <translation>The notice leaves these figures to other documents. Name the source when you enter them; it is printed on the worksheet.</translation>
    </message>
    <message>
        <source>其他地方或年度的做法</source>
        <translation>Practice of other places or years</translation>
    </message>
    <message>
        <source>仅供参考，不是本地现行规定；采用后测算表会标明“参考”和出处。</source>
        <translation>For reference only, not a local rule in force; once adopted, the worksheet says “reference” and the source.</translation>
    </message>
</context>
<context>
    <name>PlanBody</name>
    <message>
        <source>申报</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>上限</source>
        <translation>Caps</translation>
    </message>
    <message>
        <source>没有计入</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>未定的事</source>
        <translation>Open points</translation>
    </message>
    <message>
        <source>防退票</source>
        <translation>Cushion</translation>
    </message>
    <message>
        <source>假如</source>
        <translation>What if</translation>
    </message>
    <message>
        <source>没有算完。按上面的“重新计算”再来一次。</source>
        <translation>Not finished. Press “Plan again” above.</translation>
    </message>
    <message>
        <source>上限：{count} 个用满</source>
        <translation>Caps: {count} used up</translation>
    </message>
</context>
<context>
    <name>PlanCaps</name>
    <message>
        <source>方案没有碰到任何合计上限。</source>
        <translation>The plan touches no cap on totals.</translation>
    </message>
    <message>
        <source>再多花一元，值多少</source>
        <translation>What one more yuan is worth</translation>
    </message>
    <message>
        <source>按每一类费用再多 1,000 元重新安排一遍算出。</source>
        <translation>Planned anew with ¥1,000 more in each category.</translation>
    </message>
    <message>
        <source>正在计算…</source>
        <translation>Working it out…</translation>
    </message>
    <message>
        <source>没有可以再多花的类别。</source>
        <translation>There is no category to spend more in.</translation>
    </message>
    <message>
        <source>&#x3000;·&#x3000;</source>
        <translation> · </translation>
    </message>
</context>
<context>
    <name>PlanClaims</name>
    <message>
        <source>方案里的申报</source>
        <translation>Claims of the plan</translation>
    </message>
    <message>
        <source>为什么能报</source>
        <translation>Why it can be claimed</translation>
    </message>
    <message>
        <source>在台账中查看</source>
        <translation>See in the ledger</translation>
    </message>
    <message>
        <source>假如…</source>
        <translation>What if…</translation>
    </message>
    <message>
        <source>这项申报的费用</source>
        <translation>Expenses of this claim</translation>
    </message>
    <message>
        <source>付款日期</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>收款方和类别</source>
        <translation>Payee, category</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>计入</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>若被退回少得</source>
        <translation>Lost if refused</translation>
    </message>
    <message>
        <source>富余：有别的凭证可以顶上，被退也不少拿。</source>
        <translation>Spare: another voucher can stand in, so a refusal costs nothing.</translation>
    </message>
    <message>
        <source>现在没有可以申报的</source>
        <translation>Nothing can be claimed now</translation>
    </message>
    <message>
        <source>去收单</source>
        <translation>Take files in</translation>
    </message>
    <message>
        <source>看有哪些政策</source>
        <translation>See the measures</translation>
    </message>
    <message>
        <source>“没有计入”里写着每一项的原因。</source>
        <translation>“Left out” says why, one by one.</translation>
    </message>
    <message>
        <source>! 请注意</source>
        <translation>! Note</translation>
    </message>
    <message>
        <source>申请 {amount}</source>
        <translation>Applied for: {amount}</translation>
    </message>
    <message>
        <source>{amount}（这些费用单独算有 {ceiling}，受上限限制）</source>
        <translation>{amount} (these expenses alone come to {ceiling}; a cap holds it down)</translation>
    </message>
    <message>
        <source>{year}：{amount}</source>
        <translation>{year}: {amount}</translation>
    </message>
    <message>
        <source>&#x3000;·&#x3000;</source>
        <translation> · </translation>
    </message>
</context>
<context>
    <name>PlanCushion</name>
    <message>
        <source>按防退票的方案查看和采用</source>
        <translation>Show and adopt the plan with its cushion</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>申请金额（不变）</source>
        <translation>Applied for (same)</translation>
    </message>
    <message>
        <source>凭证</source>
        <translation>Vouchers</translation>
    </message>
    <message>
        <source>任何一张被退</source>
        <translation>If any one is refused</translation>
    </message>
    <message>
        <source>各项申报的防退票</source>
        <translation>Cushion of each claim</translation>
    </message>
    <message>
        <source>审核时可能退回个别凭证。防退票是多放几张凭证进去，让退回任何一张都不影响申请金额。</source>
        <translation>A voucher may be refused on review. A cushion adds a few, so that losing any one leaves the sum as it is.</translation>
    </message>
    <message>
        <source>正在计算要多放哪几张凭证…</source>
        <translation>Working out which vouchers to add…</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>✓ 不少拿</source>
        <translation>✓ costs nothing</translation>
    </message>
    <message>
        <source>× 最多少 {amount}</source>
        <translation>× costs up to {amount}</translation>
    </message>
</context>
<context>
    <name>PlanHead</name>
    <message>
        <source>回到最优方案</source>
        <translation>Back to the best plan</translation>
    </message>
    <message>
        <source>采用这个方案</source>
        <translation>Adopt this plan</translation>
    </message>
    <message>
        <source>合计：{amount}</source>
        <translation>Sum: {amount}</translation>
    </message>
    <message>
        <source>按现有的账目，还没有能拿到的。</source>
        <translation>As the book stands, there is nothing to be had yet.</translation>
    </message>
</context>
<context>
    <name>PlanLeftOut</name>
    <message>
        <source>没有进方案的措施</source>
        <translation>Measures left out</translation>
    </message>
    <message>
        <source>打开这项措施</source>
        <translation>Open this measure</translation>
    </message>
    <message>
        <source>没有用上的费用</source>
        <translation>Expenses left out</translation>
    </message>
    <message>
        <source>在台账中查看</source>
        <translation>See in the ledger</translation>
    </message>
    <message>
        <source>假如…</source>
        <translation>What if…</translation>
    </message>
    <message>
        <source>收款方和类别</source>
        <translation>Payee, category</translation>
    </message>
    <message>
        <source>{day}&#x3000;{category}</source>
        <translation>{day} {category}</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>为什么没有用上</source>
        <translation>Why it is not used</translation>
    </message>
    <message>
        <source>没有落下的</source>
        <translation>Nothing is left out</translation>
    </message>
    <message>
        <source>能报的措施都在方案里，每笔费用也都用上了。</source>
        <translation>Every measure that pays is in the plan, and every expense is used.</translation>
    </message>
    <message>
        <source>没有进方案的措施 {count}</source>
        <translation>Measures left out: {count}</translation>
    </message>
    <message>
        <source>能报的措施都在方案里。</source>
        <translation>Every measure that pays is in the plan.</translation>
    </message>
    <message>
        <source>没有用上的费用 {count} 笔</source>
        <translation>Expenses left out: {count}</translation>
    </message>
    <message>
        <source>每笔费用都用上了。</source>
        <translation>Every expense is used.</translation>
    </message>
    <message>
        <source>选中一笔，看为什么没有用上。</source>
        <translation>Choose one to see why it is not used.</translation>
    </message>
    <message>
        <source>去回答问题</source>
        <translation>Answer questions</translation>
    </message>
    <message>
        <source>去看待明确的口径</source>
        <translation>See the open reading</translation>
    </message>
</context>
<context>
    <name>PlanOutlook</name>
    <message>
        <source>看更稳的方案</source>
        <translation>Show the safer plan</translation>
    </message>
    <message>
        <source>去回答问题</source>
        <translation>Answer questions</translation>
    </message>
    <message>
        <source>哪些理解会改变合计</source>
        <translation>Readings that move the sum</translation>
    </message>
    <message>
        <source>其他口径不变，只换这一处，各重新安排一遍。</source>
        <translation>Planned anew for each, the other readings as they are.</translation>
    </message>
    <message>
        <source>正在计算各种理解下的方案…</source>
        <translation>Planning for every reading…</translation>
    </message>
    <message>
        <source>没有：怎样理解，合计都一样。</source>
        <translation>None: the sum is the same however they are read.</translation>
    </message>
    <message>
        <source>按现在的口径是 {now}。</source>
        <translation>As read now it is {now}. </translation>
    </message>
    <message>
        <source>最少是没说清的都按最不利来理解；最多是都按最有利来理解，等着的问题也都答得好。</source>
        <translation>The least: every open word read at its worst. The most: every one at its best, and every open question answered well. </translation>
    </message>
    <message>
        <source>有措施在等答复，答得好还可多 {amount}，已算在“最多”里。</source>
        <translation>Measures wait for answers: up to {amount} more, counted in the most.</translation>
    </message>
</context>
<context>
    <name>PlanProgress</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>重新计算</source>
        <translation>Plan again</translation>
    </message>
    <message>
        <source>已停止</source>
        <translation>Stopped</translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>重新计算</source>
        <translation>Plan again</translation>
    </message>
    <message>
        <source>还没有可以安排的</source>
        <translation>Nothing to plan yet</translation>
    </message>
    <message>
        <source>收进发票和回单</source>
        <translation>Take in vouchers</translation>
    </message>
    <message>
        <source>看有哪些政策</source>
        <translation>See the measures</translation>
    </message>
    <message>
        <source>还没有算完</source>
        <translation>Not finished</translation>
    </message>
    <message>
        <source>方案没有安排完，账套没有任何改动。</source>
        <translation>The plan is not finished. Nothing in the book has changed.</translation>
    </message>
    <message>
        <source>正在安排最优方案…</source>
        <translation>Working out the best plan…</translation>
    </message>
    <message>
        <source>逐项核对政策，找出能拿到最多、凭证最少的一种分法，并证明没有更好的。</source>
        <translation>Every measure is looked at, to find the most money for the least paper, and to prove that nothing is better.</translation>
    </message>
    <message>
        <source>最优方案</source>
        <translation>Best plan</translation>
    </message>
    <message>
        <source>正在安排…</source>
        <translation>Planning…</translation>
    </message>
    <message>
        <source>账目有变动，正在重新安排…</source>
        <translation>The book has changed: planning again…</translation>
    </message>
    <message>
        <source>没有算完</source>
        <translation>Not finished</translation>
    </message>
    <message>
        <source>正在计算每张凭证的分量…</source>
        <translation>Working out what each voucher weighs…</translation>
    </message>
    <message>
        <source>正在计算各种理解下的方案…</source>
        <translation>Planning for every reading…</translation>
    </message>
    <message>
        <source>方案里还没有申报，没有凭证要防。</source>
        <translation>The plan has no claim yet, so there is no voucher to guard.</translation>
    </message>
    <message>
        <source>正在计算防退票的方案…</source>
        <translation>Working out the cushion…</translation>
    </message>
    <message>
        <source>正在读取可以假设的事项…</source>
        <translation>Reading what may be supposed…</translation>
    </message>
    <message>
        <source>这是防退票的方案：申请金额不变，多用 {count} 张凭证。</source>
        <translation>The plan with its cushion: the same sum, vouchers added: {count}.</translation>
    </message>
    <message>
        <source>这是更稳的方案：在最坏的理解下也最好。</source>
        <translation>The safer plan: the best in the worst case.</translation>
    </message>
    <message>
        <source>这是“{name}”的方案：只算不存。</source>
        <translation>The plan of “{name}”: worked out, not stored.</translation>
    </message>
    <message>
        <source>正在按假设重新安排…</source>
        <translation>Planning for what is supposed…</translation>
    </message>
    <message>
        <source>正在核对现有的申报…</source>
        <translation>Looking at the drafts there are…</translation>
    </message>
    <message>
        <source>采用最优方案</source>
        <translation>Adopt the best plan</translation>
    </message>
    <message>
        <source>已采用方案，生成 {count} 份申报草稿，可撤销。</source>
        <translation>Plan adopted; draft claims made: {count}. Can be undone.</translation>
    </message>
</context>
<context>
    <name>PlanWhatIf</name>
    <message>
        <source>假如 A</source>
        <translation>What if A</translation>
    </message>
    <message>
        <source>假如 B</source>
        <translation>What if B</translation>
    </message>
    <message>
        <source>清空假设</source>
        <translation>Suppose nothing</translation>
    </message>
    <message>
        <source>要排除或指定某一笔费用：在“申报”或“没有计入”里选中它，按“假如…”。</source>
        <translation>To leave out or place one expense, choose it under “Claims” or “Left out” and press “What if…”.</translation>
    </message>
    <message>
        <source>正在按假设重新安排…</source>
        <translation>Planning for what is supposed…</translation>
    </message>
    <message>
        <source>有 {count} 项申报因此不同，排在前面。只算不存，采用之前不改账套。</source>
        <translation>Claims that differ: {count}; they stand first. Nothing is stored before a plan is adopted.</translation>
    </message>
    <message>
        <source>申报的金额都一样。只算不存，采用之前不改账套。</source>
        <translation>All claims come to the same. Nothing is stored before a plan is adopted.</translation>
    </message>
    <message>
        <source>在左边加上假设，这里把“现在”和“假如”的方案并排列出，写明差多少。</source>
        <translation>Suppose something at the left: the plans stand here side by side, with what differs.</translation>
    </message>
    <message>
        <source>换个做法，差多少</source>
        <translation>What it would make of it</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>另有 {count} 项差得更少，或者一样。</source>
        <translation>Not shown, for they differ less or not at all: {count}.</translation>
    </message>
    <message>
        <source>申报份数</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>凭证张数</source>
        <translation>Vouchers</translation>
    </message>
    <message>
        <source>附件份数</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>看这个方案</source>
        <translation>Show it</translation>
    </message>
    <message>
        <source>采用…</source>
        <translation>Adopt…</translation>
    </message>
</context>
<context>
    <name>PracticeCard</name>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>没有可采用的数值。</source>
        <translation>No figure to adopt.</translation>
    </message>
    <message>
        <source>出处：{source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <source>采用为默认值</source>
        <translation>Adopt as default</translation>
    </message>
</context>
<context>
    <name>ProfileScreen</name>
    <message>
        <source>申报主体</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>以前获得的支持</source>
        <translation>Earlier grants</translation>
    </message>
    <message>
        <source>资料</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>填一次，所有申请表都用得上；改动可以撤销。</source>
        <translation>Fill in once; all forms use it. Changes can be undone.</translation>
    </message>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>资料已保存。</source>
        <translation>Particulars saved.</translation>
    </message>
    <message>
        <source>已新增项目。</source>
        <translation>Project added.</translation>
    </message>
    <message>
        <source>项目已保存。</source>
        <translation>Project saved.</translation>
    </message>
    <message>
        <source>正在删除</source>
        <translation>Deleting</translation>
    </message>
    <message>
        <source>项目已删除，费用还在。</source>
        <translation>Project deleted; its expenses stay.</translation>
    </message>
    <message>
        <source>已登记，各项政策的额度已重新计算。</source>
        <translation>Grant entered; all limits are computed anew.</translation>
    </message>
    <message>
        <source>登记已删除。</source>
        <translation>Grant deleted.</translation>
    </message>
</context>
<context>
    <name>ProjectForm</name>
    <message>
        <source>展位号</source>
        <translation>Booth number</translation>
    </message>
    <message>
        <source>面积（平方米）</source>
        <translation>Area (m²)</translation>
    </message>
    <message>
        <source>光地填“是”</source>
        <translation>“是” for raw space</translation>
    </message>
    <message>
        <source>加一个展位</source>
        <translation>Add a booth</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>护照号</source>
        <translation>Passport no.</translation>
    </message>
    <message>
        <source>出境日期</source>
        <translation>Left on</translation>
    </message>
    <message>
        <source>年-月-日</source>
        <translation>yyyy-mm-dd</translation>
    </message>
    <message>
        <source>入境日期</source>
        <translation>Returned on</translation>
    </message>
    <message>
        <source>与企业关系</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>加一个人</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>展位</source>
        <translation>Booths</translation>
    </message>
    <message>
        <source>参展人员</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>护照号只存在加密账套里，不会写进日志。</source>
        <translation>Passport numbers stay in the encrypted book and never enter the log.</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>AEO 高级认证</source>
        <translation>AEO advanced certification</translation>
    </message>
    <message>
        <source>认证类型</source>
        <translation>Certification</translation>
    </message>
    <message>
        <source>证书编号</source>
        <translation>Certificate number</translation>
    </message>
    <message>
        <source>认证日期</source>
        <translation>Certified on</translation>
    </message>
    <message>
        <source>发证机关</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>是否首次认证（不是复核）</source>
        <translation>First certification (not a renewal)?</translation>
    </message>
    <message>
        <source>服务企业</source>
        <translation>Service firm</translation>
    </message>
    <message>
        <source>平台</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>协议开始</source>
        <translation>Agreement from</translation>
    </message>
    <message>
        <source>协议结束</source>
        <translation>Agreement until</translation>
    </message>
    <message>
        <source>首单日期</source>
        <translation>First order on</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>英文名称</source>
        <translation>English title</translation>
    </message>
    <message>
        <source>国家（地区）</source>
        <translation>Country or region</translation>
    </message>
    <message>
        <source>城市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>开始日期</source>
        <translation>Starts on</translation>
    </message>
    <message>
        <source>结束日期</source>
        <translation>Ends on</translation>
    </message>
    <message>
        <source>主办或组展单位</source>
        <translation>Organiser</translation>
    </message>
    <message>
        <source>参展形式</source>
        <translation>Participation</translation>
    </message>
    <message>
        <source>是否境外展会（含港澳台）</source>
        <translation>Overseas fair (Hong Kong, Macao and Taiwan included)?</translation>
    </message>
    <message>
        <source>是否列入湖南省重点境外展会目录</source>
        <translation>In the Hunan catalogue of key overseas fairs?</translation>
    </message>
    <message>
        <source>目录年度和序号</source>
        <translation>Catalogue year and number</translation>
    </message>
    <message>
        <source>新增{0}</source>
        <translation>New: {0}</translation>
    </message>
    <message>
        <source>修改{0}</source>
        <translation>Edit: {0}</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
</context>
<context>
    <name>ProjectsPane</name>
    <message>
        <source>项目把费用归到一起</source>
        <translation>Projects hold expenses together</translation>
    </message>
    <message>
        <source>一次展会、一次认证、一个试点、一辆车、一台设备各建一个项目；政策按项目测算，展会还要填展位和人员。</source>
        <translation>One project for each trade fair, certification, pilot, vehicle or piece of equipment; measures are computed by project, and a trade fair also has booths and participants.</translation>
    </message>
    <message>
        <source>新增项目</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>删除项目</source>
        <translation>Delete project</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>关系到：{about}</source>
        <translation>Concerns: {about}</translation>
    </message>
    <message>
        <source>影响 {amount}</source>
        <translation>up to {amount}</translation>
    </message>
    <message>
        <source>影响能否申报</source>
        <translation>Eligibility</translation>
    </message>
    <message>
        <source>✓ 已回答</source>
        <translation>✓ Answered</translation>
    </message>
    <message>
        <source>! 报关单得出的是“{0}”，以您的回答为准。</source>
        <translation>! The declarations give “{0}”; your answer counts.</translation>
    </message>
</context>
<context>
    <name>QuestionsPane</name>
    <message>
        <source>没有待回答的问题。资料齐了，金额就是确定的。</source>
        <translation>No open questions. With complete particulars the amount is certain.</translation>
    </message>
    <message>
        <source>已回答</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>情况有变或填错了，在这里改，马上重新测算。</source>
        <translation>If something changed or was wrong, correct it here; everything is computed anew.</translation>
    </message>
</context>
<context>
    <name>RangeBar</name>
    <message>
        <source>{low} 到 {high}，现在 {now}</source>
        <translation>{low} to {high}, now {now}</translation>
    </message>
</context>
<context>
    <name>RatesDialog</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>汇率</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>出处</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>币种</source>
        <translation>Currency</translation>
    </message>
    <message>
        <source>公布日期</source>
        <translation>Published on</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Per</translation>
    </message>
    <message>
        <source>折成</source>
        <translation>In</translation>
    </message>
    <message>
        <source>公布机构</source>
        <translation>Published by</translation>
    </message>
    <message>
        <source>每行：币种,日期,汇率[,单位,折成,出处]，也可带表头，从电子表格直接粘贴</source>
        <translation>Each line: currency,date,rate[,per,in,source]; with or without a head line, straight from a spreadsheet</translation>
    </message>
    <message>
        <source>粘贴汇率表</source>
        <translation>Paste a table</translation>
    </message>
    <message>
        <source>录入</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>导入粘贴的表</source>
        <translation>Import the pasted table</translation>
    </message>
    <message>
        <source>删除选中的</source>
        <translation>Delete selected</translation>
    </message>
    <message>
        <source>汇率表</source>
        <translation>Exchange rates</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>程序不带汇率。请按中国人民银行公布的中间价、外汇局公布的折算率录入，并注明出处；当天没有公布的，折算时取此前最近一日。</source>
        <translation>The program brings no rates. Enter the central parity rates of the People&apos;s Bank of China or the conversion rates of SAFE, and name the source; for a day without a rate the last one before it counts.</translation>
    </message>
    <message>
        <source>已录入汇率，可撤销。</source>
        <translation>Rate entered; it can be undone.</translation>
    </message>
    <message>
        <source>已导入 {count} 条汇率，可撤销。</source>
        <translation>Rates imported: {count}; it can be undone.</translation>
    </message>
    <message>
        <source>已删除，可撤销。</source>
        <translation>Deleted; it can be undone.</translation>
    </message>
</context>
<context>
    <name>ReadingCard</name>
    <message>
        <source>不同理解相差 {difference}，测算上限：{range}</source>
        <translation>Readings differ by {difference}; ceiling: {range}</translation>
    </message>
    <message>
        <source>按现有费用，怎样理解金额都一样。</source>
        <translation>With the present expenses every reading gives the same amount.</translation>
    </message>
    <message>
        <source>{0}。</source>
        <translation>{0}.</translation>
    </message>
</context>
<context>
    <name>ReadingsPane</name>
    <message>
        <source>文件在这些地方没有说清。程序先按稳妥的一种理解计算；如果主管部门另有答复，请在这里改选，材料里会写明。</source>
        <translation>Here the notice is not clear. The program takes the careful reading; if the authority told you otherwise, choose it here and the packet will say so.</translation>
    </message>
    <message>
        <source>这项措施的条文没有需要选择的理解。</source>
        <translation>The clauses of this measure leave nothing to choose.</translation>
    </message>
</context>
<context>
    <name>ReadingsScreen</name>
    <message>
        <source>待明确事项</source>
        <translation>Unsettled points</translation>
    </message>
    <message>
        <source>写咨询函</source>
        <translation>Write a letter</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>咨询函</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>没有待明确的事项</source>
        <translation>Nothing is unsettled</translation>
    </message>
    <message>
        <source>现有文件的词句都没有不同理解。</source>
        <translation>The notices can be read in one way only.</translation>
    </message>
    <message>
        <source>文件没有说清的词句：先按审慎的理解计算，问清后记录答复，全部措施随之重算。</source>
        <translation>Words the notices leave unclear: computed the careful way until you record an answer; then every measure follows.</translation>
    </message>
    <message>
        <source>重新测算</source>
        <translation>Compute again</translation>
    </message>
    <message>
        <source>已采用，有关措施已重新测算。</source>
        <translation>Adopted; the measures concerned are computed anew.</translation>
    </message>
    <message>
        <source>撤回这条答复？</source>
        <translation>Withdraw this answer?</translation>
    </message>
    <message>
        <source>有关措施会恢复按默认口径计算。答复原件仍留在单证里，撤回也可以撤销。</source>
        <translation>The measures concerned go back to the default reading. The answer itself stays among the documents, and this can be undone.</translation>
    </message>
    <message>
        <source>撤回答复</source>
        <translation>Withdraw answer</translation>
    </message>
    <message>
        <source>不撤回</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>已恢复默认口径。</source>
        <translation>Back to the default reading.</translation>
    </message>
    <message>
        <source>已记录答复，有关措施已按此重新测算。</source>
        <translation>Answer recorded; the measures concerned are computed by it.</translation>
    </message>
    <message>
        <source>记录答复</source>
        <translation>Record answer</translation>
    </message>
    <message>
        <source>已写好 {0} 封咨询函，收在单证里。</source>
        <translation>Letters written: {0}; they are among the documents.</translation>
    </message>
    <message>
        <source>已另存为 {0}。</source>
        <translation>Saved as {0}.</translation>
    </message>
    <message>
        <source>咨询函 {0}</source>
        <translation>Letters {0}</translation>
    </message>
    <message>
        <source>事项 {0}</source>
        <translation>Points {0}</translation>
    </message>
    <message>
        <source>写咨询函（{0}）</source>
        <translation>Write a letter ({0})</translation>
    </message>
    <message>
        <source>登记寄出</source>
        <translation>Mark as sent</translation>
    </message>
    <message>
        <source>已登记寄出。</source>
        <translation>Marked as sent.</translation>
    </message>
    <message>
        <source>另存咨询函</source>
        <translation>Save the letter</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>保存恢复单（PDF）</source>
        <translation>Save recovery sheet (PDF)</translation>
    </message>
    <message>
        <source>打印恢复单…</source>
        <translation>Print recovery sheet…</translation>
    </message>
    <message>
        <source>恢复单上的第 3 组</source>
        <translation>Group 3 of the recovery sheet</translation>
    </message>
    <message>
        <source>恢复单上的第 5 组</source>
        <translation>Group 5 of the recovery sheet</translation>
    </message>
    <message>
        <source>完成，打开账套</source>
        <translation>Done, open the book</translation>
    </message>
    <message>
        <source>抄下恢复码</source>
        <translation>Write down the recovery code</translation>
    </message>
    <message>
        <source>换电脑、忘了口令、系统钥匙串丢失时，只有它能打开账套。程序不留副本，我们也没有。请打印恢复单，和公章放在一起。</source>
        <translation>With a new computer, a forgotten passphrase or a lost keychain, only this opens the book. The program keeps no copy, nor do we. Print the sheet and keep it with the company seal.</translation>
    </message>
    <message>
        <source>核对一遍：照恢复单填回这两组</source>
        <translation>Check: type these two groups back from the sheet</translation>
    </message>
    <message>
        <source>第 {0} 组</source>
        <translation>Group {0}</translation>
    </message>
    <message>
        <source>已保存：{0}。打印后请删除这个文件。</source>
        <translation>Saved: {0}. Delete this file once it is printed.</translation>
    </message>
    <message>
        <source>保存恢复单</source>
        <translation>Save recovery sheet</translation>
    </message>
    <message>
        <source>恢复单.pdf</source>
        <translation>recovery-sheet.pdf</translation>
    </message>
    <message>
        <source>已送到打印机。</source>
        <translation>Sent to the printer.</translation>
    </message>
</context>
<context>
    <name>RenewalDialog</name>
    <message>
        <source>移到版本 {version}</source>
        <translation>Move to version {version}</translation>
    </message>
    <message>
        <source>按现有账目重算</source>
        <translation>Compute again from the present ledger</translation>
    </message>
    <message>
        <source>正在重算…</source>
        <translation>Computing…</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>照此改动</source>
        <translation>Change it so</translation>
    </message>
    <message>
        <source>“{title}”没有变化。</source>
        <translation>“{title}” has not changed.</translation>
    </message>
    <message>
        <source>测算过程中有变化的</source>
        <translation>Changed steps</translation>
    </message>
    <message>
        <source>新计入的费用：{count} 笔</source>
        <translation>Expenses that now count: {count}</translation>
    </message>
    <message>
        <source>不再计入的费用：{count} 笔</source>
        <translation>Expenses that no longer count: {count}</translation>
    </message>
    <message>
        <source>不能照此改动：{reason}</source>
        <translation>It cannot be changed so: {reason}</translation>
    </message>
    <message>
        <source>“{title}”的测算上限不变。</source>
        <translation>The computed ceiling of “{title}” stays the same.</translation>
    </message>
    <message>
        <source>“{title}”的测算上限增加 {amount}。</source>
        <translation>The computed ceiling of “{title}” rises by {amount}.</translation>
    </message>
    <message>
        <source>“{title}”的测算上限减少 {amount}。</source>
        <translation>The computed ceiling of “{title}” falls by {amount}.</translation>
    </message>
    <message>
        <source>实际发生额</source>
        <translation>Amount spent</translation>
    </message>
    <message>
        <source>测算上限</source>
        <translation>Computed ceiling</translation>
    </message>
    <message>
        <source>申请金额</source>
        <translation>Applied for</translation>
    </message>
    <message>
        <source>原来</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>差额</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>原来的步骤</source>
        <translation>Step before</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>现在的步骤</source>
        <translation>Step now</translation>
    </message>
    <message>
        <source>申报已重算。</source>
        <translation>Claim computed again.</translation>
    </message>
</context>
<context>
    <name>ReviewDetails</name>
    <message>
        <source>在左边选一个文件，这里显示读到的内容。</source>
        <translation>Pick a file on the left to see what was read.</translation>
    </message>
    <message>
        <source>收入这一件</source>
        <translation>Take this one in</translation>
    </message>
    <message>
        <source>没有找到它付的发票或费用；可以在下面指定，也可以先收入，以后再对应。</source>
        <translation>What it pays was not found; choose it below, or take it in now and match it later.</translation>
    </message>
    <message>
        <source>单证类别</source>
        <translation>Kind of document</translation>
    </message>
    <message>
        <source>证明哪一笔费用</source>
        <translation>Which expense it proves</translation>
    </message>
    <message>
        <source>暂不关联</source>
        <translation>Do not link yet</translation>
    </message>
    <message>
        <source>费用类别</source>
        <translation>Expense category</translation>
    </message>
    <message>
        <source>不是可申报的费用，只存发票</source>
        <translation>Not a claimable expense; keep the fapiao only</translation>
    </message>
    <message>
        <source>所属项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>暂不归入项目</source>
        <translation>No project yet</translation>
    </message>
    <message>
        <source>其中不支持的金额（元）</source>
        <translation>Of which not supported (CNY)</translation>
    </message>
    <message>
        <source>例如发票里的餐费、押金；没有就留空</source>
        <translation>Such as meals or deposits on the fapiao; blank if none</translation>
    </message>
    <message>
        <source>不支持的原因</source>
        <translation>Why not supported</translation>
    </message>
    <message>
        <source>读到的内容</source>
        <translation>What was read</translation>
    </message>
    <message>
        <source>没有读到</source>
        <translation>Not read</translation>
    </message>
    <message>
        <source>没有读到，可以补填</source>
        <translation>Not read; you may fill it in</translation>
    </message>
    <message>
        <source>明细 {0} 行</source>
        <translation>{0} lines</translation>
    </message>
    <message>
        <source>……另有 {0} 行</source>
        <translation>… {0} more lines</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>待收文件</source>
        <translation>Files to take in</translation>
    </message>
    <message>
        <source>先收无疑问的</source>
        <translation>Take in the clear ones</translation>
    </message>
    <message>
        <source>请看一眼的留在列表里，其余的收入账套（Ctrl+回车）</source>
        <translation>Take in all but those to look at (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>全部放弃</source>
        <translation>Drop all</translation>
    </message>
    <message>
        <source>再加文件…</source>
        <translation>More files…</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose files…</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>把文件或文件夹拖到窗口任何地方</source>
        <translation>Drop files or folders anywhere on the window</translation>
    </message>
    <message>
        <source>发票（XML、OFD、PDF）、银行回单、报关单（xlsx）会自动识读；合同、证书、照片原样留作单证。先看一眼，确认后才收进账套。</source>
        <translation>Fapiao (XML, OFD, PDF), bank slips and declarations (xlsx) are read; contracts, certificates and photos are kept as documents. Look first; nothing is taken in before you confirm.</translation>
    </message>
    <message>
        <source>收单记录</source>
        <translation>Import log</translation>
    </message>
    <message>
        <source>收单</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>核对无误后收入；收入之后还可以整批撤销。</source>
        <translation>Take in what is right; the whole batch can still be undone afterwards.</translation>
    </message>
    <message>
        <source>正在识读文件</source>
        <translation>Reading files</translation>
    </message>
    <message>
        <source>收入 {0} 件（回车）</source>
        <translation>Take in {0} (Enter)</translation>
    </message>
    <message>
        <source>收入 {0} 件</source>
        <translation>Take in {0}</translation>
    </message>
    <message>
        <source>本批：{0}</source>
        <translation>This batch: {0}</translation>
    </message>
    <message>
        <source>正在收入账套</source>
        <translation>Taking in</translation>
    </message>
    <message>
        <source>已收入 {0} 件（{1} 个文件），可撤销。</source>
        <translation>{0} taken in ({1} files); can be undone.</translation>
    </message>
    <message>
        <source>另有 {0} 件没有收，原因留在列表里。</source>
        <translation>{0} were not taken in; the reasons stand in the list.</translation>
    </message>
    <message>
        <source>选择要收入的文件</source>
        <translation>Choose files to take in</translation>
    </message>
    <message>
        <source>选择要收入的文件夹</source>
        <translation>Choose a folder to take in</translation>
    </message>
</context>
<context>
    <name>RowsEditor</name>
    <message>
        <source>删除这一行</source>
        <translation>Delete this row</translation>
    </message>
</context>
<context>
    <name>ScenarioPane</name>
    <message>
        <source>还没有假设：和现在一样。</source>
        <translation>Nothing supposed yet: as it stands.</translation>
    </message>
    <message>
        <source>换到 {day} 来算</source>
        <translation>As of {day}</translation>
    </message>
    <message>
        <source>去掉：{0}</source>
        <translation>Remove: {0}</translation>
    </message>
    <message>
        <source>还要花 {amount}：{category}，{day}</source>
        <translation>Spend {amount}: {category}, {day}</translation>
    </message>
    <message>
        <source>{words}（{project}）</source>
        <translation>{words} ({project})</translation>
    </message>
    <message>
        <source>{question}按“{option}”</source>
        <translation>{question} “{option}”</translation>
    </message>
    <message>
        <source>{expense} 只归到“{measure}”</source>
        <translation>{expense} only under “{measure}”</translation>
    </message>
    <message>
        <source>{expense} 不报</source>
        <translation>{expense} not claimed</translation>
    </message>
    <message>
        <source>{expense} 不归到“{measure}”</source>
        <translation>{expense} not under “{measure}”</translation>
    </message>
</context>
<context>
    <name>SelfCheckPane</name>
    <message>
        <source>通过</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>没有发现会被退回的问题。签字盖章前，请再看一遍预览。</source>
        <translation>Nothing found that would be sent back. Look again before signing.</translation>
    </message>
    <message>
        <source>{verdict}&#x3000;·&#x3000;{rule}&#x3000;·&#x3000;见于：{basis}</source>
        <translation>{verdict} · {rule} · see {basis}</translation>
    </message>
    <message>
        <source>去修改</source>
        <translation>Mend</translation>
    </message>
</context>
<context>
    <name>SlotCard</name>
    <message>
        <source>例如 60%</source>
        <translation>e.g. 60%</translation>
    </message>
    <message>
        <source>元，例如 20,000</source>
        <translation>CNY, e.g. 20,000</translation>
    </message>
    <message>
        <source>例如 2</source>
        <translation>e.g. 2</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>来源（文件、页码或答复日期）</source>
        <translation>Source (document, page, or date of the answer)</translation>
    </message>
    <message>
        <source>例如：省商务厅2026年申报通知 第3页</source>
        <translation>e.g. provincial notice of 2026, page 3</translation>
    </message>
    <message>
        <source>填入</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>待填</source>
        <translation>To be entered</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>拆分</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>拆分发票</source>
        <translation>Split fapiao</translation>
    </message>
    <message>
        <source>&#x3000;</source>
        <translation>&#x3000;</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>拆分发票&#x3000;{0}</source>
        <translation>Split fapiao&#x3000;{0}</translation>
    </message>
    <message>
        <source>每行按字样建议了类别，请逐行核对。同一类别合成一笔费用，不计入的部分记为“不支持的金额”并写明原因；单证和付款分到每一笔。</source>
        <translation>Each line has a category proposed by its wording; check them. Lines of one category make one expense; what is not counted becomes its unsupported amount, with the reason. Documents and payments go to each part.</translation>
    </message>
    <message>
        <source>这笔费用原来标有不支持 {0}（{1}），拆分后以下面的结果为准。</source>
        <translation>The expense had {0} marked as unsupported ({1}); what is below takes its place.</translation>
    </message>
    <message>
        <source>发票行</source>
        <translation>Line of the fapiao</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>费用类别</source>
        <translation>Expense category</translation>
    </message>
    <message>
        <source>“{0}”的费用类别</source>
        <translation>Category of “{0}”</translation>
    </message>
    <message>
        <source>计入</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>“{0}”计入支持范围</source>
        <translation>“{0}” counts</translation>
    </message>
    <message>
        <source>字样“{0}”</source>
        <translation>Wording “{0}”</translation>
    </message>
    <message>
        <source>没有对应的字样，请核对</source>
        <translation>No known wording; please check</translation>
    </message>
    <message>
        <source>拆成 {0} 笔</source>
        <translation>Split into {0}</translation>
    </message>
    <message>
        <source>按此标记</source>
        <translation>Mark like this</translation>
    </message>
    <message>
        <source>不支持 {0}：{1}</source>
        <translation>Not supported {0}: {1}</translation>
    </message>
    <message>
        <source>已拆成 {0} 笔费用，可撤销。</source>
        <translation>Split into {0} expenses; it can be undone.</translation>
    </message>
    <message>
        <source>已标记不支持的部分，可撤销。</source>
        <translation>Unsupported part marked; it can be undone.</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>加贸申报</source>
        <translation>Jiamao Claims</translation>
    </message>
</context>
<context>
    <name>SupposeForm</name>
    <message>
        <source>加一条假设</source>
        <translation>Suppose</translation>
    </message>
    <message>
        <source>还要花一笔钱</source>
        <translation>More spending</translation>
    </message>
    <message>
        <source>换一种理解</source>
        <translation>Another reading</translation>
    </message>
    <message>
        <source>换一天来算</source>
        <translation>Another day</translation>
    </message>
    <message>
        <source>不归项目</source>
        <translation>No project</translation>
    </message>
    <message>
        <source>费用类别</source>
        <translation>Expense category</translation>
    </message>
    <message>
        <source>价税合计（元）</source>
        <translation>Total with tax (CNY)</translation>
    </message>
    <message>
        <source>其中税额（元，可不填）</source>
        <translation>Tax in it (yuan, optional)</translation>
    </message>
    <message>
        <source>打算哪天付款</source>
        <translation>Day of payment</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>哪一处没有说清</source>
        <translation>What is unclear</translation>
    </message>
    <message>
        <source>按哪种理解</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>哪一天</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>文件是否有效、年度额度，都按这一天算。</source>
        <translation>Notices in force and yearly caps are taken as of this day.</translation>
    </message>
    <message>
        <source>加上</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>金额要大于零。</source>
        <translation>The amount must be above zero.</translation>
    </message>
    <message>
        <source>税额要小于价税合计。</source>
        <translation>The tax must be below the gross.</translation>
    </message>
</context>
<context>
    <name>TablePaste</name>
    <message>
        <source>剪贴板里没有表格。请在电子表格里选中带列名的一片单元格再复制。</source>
        <translation>There is no table in the clipboard. Select cells with their headings in a spreadsheet and copy them.</translation>
    </message>
    <message>
        <source>粘贴的表格.csv</source>
        <translation>pasted table.csv</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>第 {number} 页</source>
        <translation>Page {number}</translation>
    </message>
    <message>
        <source>页面缩略图</source>
        <translation>Page thumbnails</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>看这个数的报关单</source>
        <translation>See the declarations behind this figure</translation>
    </message>
    <message>
        <source>看报关单：{0} {1}</source>
        <translation>See declarations: {0} {1}</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>关闭提示</source>
        <translation>Close notice</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>账套：{0}</source>
        <translation>Book: {0}</translation>
    </message>
    <message>
        <source>申报主体资料</source>
        <translation>Applicant&apos;s particulars</translation>
    </message>
    <message>
        <source>导入政策包…</source>
        <translation>Import a pack…</translation>
    </message>
    <message>
        <source>关闭并打开其他账套…</source>
        <translation>Close and open another book…</translation>
    </message>
    <message>
        <source>搜索{0}（Ctrl+F）</source>
        <translation>Search {0} (Ctrl+F)</translation>
    </message>
    <message>
        <source>台账</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>已撤销：{0}</source>
        <translation>Undone: {0}</translation>
    </message>
    <message>
        <source>已重做：{0}</source>
        <translation>Redone: {0}</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
</context>
<context>
    <name>TradeFactsPane</name>
    <message>
        <source>政策要问的事，报关单里有的就不用再问。账套里报关单不全的，可以自己回答，以您的回答为准。</source>
        <translation>What the declarations tell need not be asked. If some are missing in the book, answer yourself; your answer counts.</translation>
    </message>
</context>
<context>
    <name>TradeFiguresPane</name>
    <message>
        <source>按什么统计</source>
        <translation>Count by</translation>
    </message>
    <message>
        <source>年份</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>含结转、内销等</source>
        <translation>With transfers and the like</translation>
    </message>
    <message>
        <source>深加工结转、内销、退运等监管方式一般不列入进出口统计，平时不计。</source>
        <translation>Onward transfers, domestic sales, returned goods and the like are usually no part of trade statistics and are left out.</translation>
    </message>
    <message>
        <source>统计表</source>
        <translation>Table of figures</translation>
    </message>
    <message>
        <source>看这一行的报关单</source>
        <translation>See declarations</translation>
    </message>
    <message>
        <source>去录汇率</source>
        <translation>Enter rates</translation>
    </message>
    <message>
        <source>{0} 份&#x3000;{1}</source>
        <translation>{0} declarations&#x3000;{1}</translation>
    </message>
    <message>
        <source>全部年份</source>
        <translation>All years</translation>
    </message>
    <message>
        <source>{0} 项商品没有总价，没有计入金额。</source>
        <translation>{0} items have no total price and are not in the amounts.</translation>
    </message>
    <message>
        <source>{0} 项商品的报关单没写进出口，没有计入。</source>
        <translation>{0} items stand in declarations without direction and are not counted.</translation>
    </message>
    <message>
        <source>图中是前 {0} 项，其余在表里。</source>
        <translation>The chart shows the first {0}; the table has them all.</translation>
    </message>
    <message>
        <source>{0} 年另有 {1} 份属于结转、内销、退运等，一般不列入进出口统计，没有计入。</source>
        <translation>{0} has {1} more declarations (transfers, domestic sales, returns and the like) that trade statistics usually leave out, and so does this table.</translation>
    </message>
    <message>
        <source>按进出口日期（没有的按申报日期）；金额为报关单总价，不按成交方式调整。</source>
        <translation>By day of import or export (else of declaration); amounts are total prices as declared, whatever the terms.</translation>
    </message>
</context>
<context>
    <name>TradeList</name>
    <message>
        <source>报关单</source>
        <translation>Declarations</translation>
    </message>
    <message>
        <source>看全部报关单</source>
        <translation>See all declarations</translation>
    </message>
    <message>
        <source>{0} 份</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>（海关还没有编号）</source>
        <translation>(not numbered by customs yet)</translation>
    </message>
    <message>
        <source>查看原件</source>
        <translation>View original</translation>
    </message>
    <message>
        <source>商品 {0} 项</source>
        <translation>{0} items</translation>
    </message>
    <message>
        <source>商品 {0} 项，其中 {1} 项计入</source>
        <translation>{0} items, {1} of them counted</translation>
    </message>
    <message>
        <source>……另有 {0} 项</source>
        <translation>… {0} more items</translation>
    </message>
</context>
<context>
    <name>TradeScreen</name>
    <message>
        <source>报关单</source>
        <translation>Declarations</translation>
    </message>
    <message>
        <source>去收单</source>
        <translation>Take files in</translation>
    </message>
    <message>
        <source>还没有报关单</source>
        <translation>No declarations yet</translation>
    </message>
    <message>
        <source>把单一窗口导出的报关单（xlsx）拖进窗口，表头和每项商品会自动识读。</source>
        <translation>Drop declarations (xlsx) exported from the Single Window; head and items are read.</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>事实</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>加工贸易手册</source>
        <translation>Handbooks</translation>
    </message>
    <message>
        <source>报关</source>
        <translation>Customs</translation>
    </message>
    <message>
        <source>报关单是贸易实绩的依据；金额按申报币种分别合计，不同币种不相加。</source>
        <translation>Declarations prove the trade; each currency has its own sum.</translation>
    </message>
    <message>
        <source>记下回答</source>
        <translation>Recording the answer</translation>
    </message>
    <message>
        <source>已记下，测算按您的回答。</source>
        <translation>Recorded; your answer is used.</translation>
    </message>
</context>
<context>
    <name>TradeTiles</name>
    <message>
        <source>加工贸易占进出口</source>
        <translation>Processing trade</translation>
    </message>
    <message>
        <source>进口占进出口</source>
        <translation>Imports of all trade</translation>
    </message>
    <message>
        <source>没有上年可比</source>
        <translation>No last year</translation>
    </message>
    <message>
        <source>按 {0} 部分</source>
        <translation>of the part in {0}</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>新建账套</source>
        <translation>New book</translation>
    </message>
    <message>
        <source>打开其他账套…</source>
        <translation>Open another book…</translation>
    </message>
    <message>
        <source>欢迎使用</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>打开一个账套继续，或者为一家企业新建账套。</source>
        <translation>Open a book to go on, or make one for a company.</translation>
    </message>
    <message>
        <source>还没有账套</source>
        <translation>No books yet</translation>
    </message>
    <message>
        <source>账套是一家企业的加密文件夹：单证、台账、测算和申报材料都在里面。不联网，不上传。</source>
        <translation>A book is one company&apos;s encrypted folder: documents, ledger, computations and packets. No network, no upload.</translation>
    </message>
    <message>
        <source>最近的账套</source>
        <translation>Recent books</translation>
    </message>
    <message>
        <source>找不到了：{0}</source>
        <translation>Not found: {0}</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开 {0}</source>
        <translation>Open {0}</translation>
    </message>
    <message>
        <source>从列表移除 {0}</source>
        <translation>Remove {0} from the list</translation>
    </message>
    <message>
        <source>从列表移除，账套本身不动</source>
        <translation>Remove from the list; the book itself stays</translation>
    </message>
    <message>
        <source>选择账套所在的文件夹</source>
        <translation>Choose the folder of a book</translation>
    </message>
</context>
<context>
    <name>WhyPane</name>
    <message>
        <source>怎样就能符合</source>
        <translation>How to qualify</translation>
    </message>
    <message>
        <source>不满足的是改变不了的事实（如所在地、日期、主体类型），没有可以补救的办法。</source>
        <translation>What stands in the way cannot be changed (place, date, kind of applicant …); there is no remedy.</translation>
    </message>
    <message>
        <source>{amount}：{why}</source>
        <translation>{amount}: {why}</translation>
    </message>
    <message>
        <source>同样的支出，文件要求优先申报省级以上资金；上级没有支持的部分再报这一项。</source>
        <translation>For the same expense the notice asks to claim provincial or national funds first; what they do not support can then be claimed here.</translation>
    </message>
    <message>
        <source>先申报省级以上</source>
        <translation>Claim from the higher level first</translation>
    </message>
    <message>
        <source>为什么不行</source>
        <translation>Why not</translation>
    </message>
    <message>
        <source>由受理部门判断，或需要留意</source>
        <translation>For the office to judge, or to be noted</translation>
    </message>
    <message>
        <source>金额为什么是 {range}</source>
        <translation>Why the amount is {range}</translation>
    </message>
    <message>
        <source>还取决于什么</source>
        <translation>What else it depends on</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Deadlines</translation>
    </message>
    <message>
        <source>与其他支持的关系</source>
        <translation>Together with other support</translation>
    </message>
    <message>
        <source>全部条件 {count} 项，已满足 {met} 项</source>
        <translation>Conditions met: {met} of {count}</translation>
    </message>
    <message>
        <source>依据的条文</source>
        <translation>The clause behind it</translation>
    </message>
    <message>
        <source>使用前请知道</source>
        <translation>Know before you use it</translation>
    </message>
    <message>
        <source>在原文中看：{where}</source>
        <translation>See it in the notice: {where}</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>看全部问题，更正已答的</source>
        <translation>All questions and answers</translation>
    </message>
    <message>
        <source>先到这里</source>
        <translation>Stop here</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>逐个回答</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>上一题</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>不知道，稍后再答</source>
        <translation>Not known yet</translation>
    </message>
    <message>
        <source>回答，下一题</source>
        <translation>Answer, next</translation>
    </message>
    <message>
        <source>与 {count} 项措施能否使用有关</source>
        <translation>Decides whether measures can be used: {count}</translation>
    </message>
    <message>
        <source>与 {count} 项措施、最多 {amount} 有关</source>
        <translation>Measures concerned: {count}, up to {amount}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source> 等</source>
        <translation> and others</translation>
    </message>
    <message>
        <source>还剩 {left} 个</source>
        <translation>{left} left</translation>
    </message>
    <message>
        <source>回答了 {count} 个问题，{moved} 项措施有了变化。</source>
        <translation>Questions answered: {count}; measures changed: {moved}.</translation>
    </message>
    <message>
        <source>现在可申报，不超过：{before} → {after}</source>
        <translation>Can be claimed now, at most: {before} → {after}</translation>
    </message>
    <message>
        <source>另有 {count} 项，见左侧。</source>
        <translation>{count} more; see the list on the left.</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>WordDetail</name>
    <message>
        <source>列入咨询函</source>
        <translation>Put into the letter</translation>
    </message>
    <message>
        <source>记录答复…</source>
        <translation>Record an answer…</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>撤回答复</source>
        <translation>Withdraw answer</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Back to default</translation>
    </message>
    <message>
        <source>已列入咨询函</source>
        <translation>In the letter</translation>
    </message>
    <message>
        <source>{title}&#x3000;{number}&#x3000;受理：{office}</source>
        <translation>{title}&#x3000;{number}&#x3000;office: {office}</translation>
    </message>
    <message>
        <source>各种理解相差 {amount}（有关措施的测算上限合计，共用上限只算一次）</source>
        <translation>Readings differ by {amount} (sum of the ceilings of the measures concerned; a shared limit counts once)</translation>
    </message>
    <message>
        <source>按现有费用，怎样理解金额都一样。</source>
        <translation>With the present expenses every reading gives the same amount.</translation>
    </message>
    <message>
        <source>可能的理解</source>
        <translation>Possible readings</translation>
    </message>
    <message>
        <source>涉及 {count} 项措施</source>
        <translation>Measures concerned: {count}</translation>
    </message>
    <message>
        <source>前 {count} 项按现有费用有金额。</source>
        <translation>With the present expenses the first {count} come to an amount.</translation>
    </message>
    <message>
        <source>答复人：{0}</source>
        <translation>Answered by: {0}</translation>
    </message>
    <message>
        <source>查看答复原件</source>
        <translation>View the answer</translation>
    </message>
    <message>
        <source>查看咨询函</source>
        <translation>View the letter</translation>
    </message>
    <message>
        <source>已就此写过咨询函</source>
        <translation>A letter has been written about this</translation>
    </message>
</context>
<context>
    <name>WorksheetPane</name>
    <message>
        <source>还没有可以计算的费用。在“台账”里把相关费用归到本项目，并选好费用类别，这里就会逐步列出算法。</source>
        <translation>Nothing to compute yet. Put expenses into this project in the ledger and choose their category; each step will appear here.</translation>
    </message>
    <message>
        <source>测算上限</source>
        <translation>Computed ceiling</translation>
    </message>
    <message>
        <source>各种理解和答案下：{range}</source>
        <translation>Over all readings and answers: {range}</translation>
    </message>
    <message>
        <source>金额由此步决定</source>
        <translation>This step decides the amount</translation>
    </message>
    <message>
        <source>没有计入的费用（{count} 笔）</source>
        <translation>Expenses that do not count ({count})</translation>
    </message>
</context>
<context>
    <name>_DropVeil</name>
    <message>
        <source>松开鼠标，开始收单</source>
        <translation>Let go to start the review</translation>
    </message>
    <message>
        <source>文件先读出来给您看一眼，确认后才会收进账套。</source>
        <translation>Files are read for you to look at; nothing is taken in before you confirm.</translation>
    </message>
</context>
<context>
    <name>_ExpensesBehind</name>
    <message>
        <source>由 {count} 笔费用合计</source>
        <translation>Expenses added up: {count}</translation>
    </message>
    <message>
        <source>价税合计，其中税额 {tax}</source>
        <translation>Total with tax, of which tax {tax}</translation>
    </message>
</context>
<context>
    <name>_Paper</name>
    <message>
        <source>正在生成页面…</source>
        <translation>Drawing pages…</translation>
    </message>
</context>
<context>
    <name>_Step</name>
    <message>
        <source>去做</source>
        <translation>Go</translation>
    </message>
</context>
<context>
    <name>_Tile</name>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>查看{0}</source>
        <translation>View {0}</translation>
    </message>
</context>
<context>
    <name>field_names</name>
    <message>
        <source>号码</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>发票代码</source>
        <translation>Fapiao code</translation>
    </message>
    <message>
        <source>票种</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>开票日期</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>销售方</source>
        <translation>Seller</translation>
    </message>
    <message>
        <source>销售方税号</source>
        <translation>Seller&apos;s tax number</translation>
    </message>
    <message>
        <source>购买方</source>
        <translation>Buyer</translation>
    </message>
    <message>
        <source>购买方税号</source>
        <translation>Buyer&apos;s tax number</translation>
    </message>
    <message>
        <source>不含税金额（元）</source>
        <translation>Net (CNY)</translation>
    </message>
    <message>
        <source>税额（元）</source>
        <translation>Tax (CNY)</translation>
    </message>
    <message>
        <source>价税合计（元）</source>
        <translation>Total with tax (CNY)</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>发票状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>所冲蓝字发票代码</source>
        <translation>Code of the blue fapiao</translation>
    </message>
    <message>
        <source>所冲蓝字发票号码</source>
        <translation>Number of the blue fapiao</translation>
    </message>
    <message>
        <source>付款日期</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>付款方</source>
        <translation>Payer</translation>
    </message>
    <message>
        <source>付款账号</source>
        <translation>Payer&apos;s account</translation>
    </message>
    <message>
        <source>付款开户行</source>
        <translation>Payer&apos;s bank</translation>
    </message>
    <message>
        <source>收款方</source>
        <translation>Payee</translation>
    </message>
    <message>
        <source>收款账号</source>
        <translation>Payee&apos;s account</translation>
    </message>
    <message>
        <source>收款开户行</source>
        <translation>Payee&apos;s bank</translation>
    </message>
    <message>
        <source>流水号</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>付款方式</source>
        <translation>Payment method</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>币种</source>
        <translation>Currency</translation>
    </message>
    <message>
        <source>进出口</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>申报日期</source>
        <translation>Declared on</translation>
    </message>
    <message>
        <source>进出口日期</source>
        <translation>Moved on</translation>
    </message>
    <message>
        <source>统一编号</source>
        <translation>Unified number</translation>
    </message>
    <message>
        <source>境内收发货人</source>
        <translation>Domestic party</translation>
    </message>
    <message>
        <source>收发货人编码</source>
        <translation>Domestic code</translation>
    </message>
    <message>
        <source>境外收发货人</source>
        <translation>Overseas party</translation>
    </message>
    <message>
        <source>消费使用/生产销售单位</source>
        <translation>Using or producing unit</translation>
    </message>
    <message>
        <source>消费使用/生产销售单位编码</source>
        <translation>Code of that unit</translation>
    </message>
    <message>
        <source>监管方式代码</source>
        <translation>Regime code</translation>
    </message>
    <message>
        <source>监管方式</source>
        <translation>Customs regime</translation>
    </message>
    <message>
        <source>征免性质</source>
        <translation>Levy kind</translation>
    </message>
    <message>
        <source>备案号</source>
        <translation>Handbook</translation>
    </message>
    <message>
        <source>合同协议号</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>提运单号</source>
        <translation>Bill of lading</translation>
    </message>
    <message>
        <source>运输方式</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>贸易国（地区）</source>
        <translation>Trading country</translation>
    </message>
    <message>
        <source>启运/运抵国（地区）</source>
        <translation>Departure/arrival country</translation>
    </message>
    <message>
        <source>成交方式</source>
        <translation>Terms</translation>
    </message>
    <message>
        <source>件数</source>
        <translation>Packages</translation>
    </message>
    <message>
        <source>包装种类</source>
        <translation>Packing</translation>
    </message>
    <message>
        <source>毛重（千克）</source>
        <translation>Gross weight (kg)</translation>
    </message>
    <message>
        <source>净重（千克）</source>
        <translation>Net weight (kg)</translation>
    </message>
    <message>
        <source>随附单证</source>
        <translation>Attached papers</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>规格型号</source>
        <translation>Specification</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>单价</source>
        <translation>Unit price</translation>
    </message>
    <message>
        <source>商品编号</source>
        <translation>HS code</translation>
    </message>
    <message>
        <source>总价</source>
        <translation>Total price</translation>
    </message>
    <message>
        <source>税率</source>
        <translation>Tax rate</translation>
    </message>
    <message>
        <source>回单号</source>
        <translation>Bank slip number</translation>
    </message>
    <message>
        <source>合同名称</source>
        <translation>Contract title</translation>
    </message>
    <message>
        <source>甲方</source>
        <translation>First party</translation>
    </message>
    <message>
        <source>乙方</source>
        <translation>Second party</translation>
    </message>
    <message>
        <source>签订日期</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>经营单位</source>
        <translation>Operating unit</translation>
    </message>
    <message>
        <source>起始日期</source>
        <translation>Starts on</translation>
    </message>
    <message>
        <source>终止日期</source>
        <translation>Ends on</translation>
    </message>
    <message>
        <source>费用类别</source>
        <translation>Expense category</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>发票号码</source>
        <translation>Fapiao number</translation>
    </message>
    <message>
        <source>合同编号</source>
        <translation>Contract number</translation>
    </message>
    <message>
        <source>付款户名</source>
        <translation>Payer account name</translation>
    </message>
    <message>
        <source>发票</source>
        <translation>Fapiao</translation>
    </message>
    <message>
        <source>银行回单</source>
        <translation>Bank slip</translation>
    </message>
    <message>
        <source>合同</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>报关单</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>营业执照</source>
        <translation>Business licence</translation>
    </message>
    <message>
        <source>信用报告</source>
        <translation>Credit report</translation>
    </message>
    <message>
        <source>护照、签证、机票</source>
        <translation>Passport, visa, ticket</translation>
    </message>
    <message>
        <source>其他单证</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>付款</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>成果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Expense</translation>
    </message>
    <message>
        <source>手册料件表</source>
        <translation>Handbook materials</translation>
    </message>
    <message>
        <source>手册成品表</source>
        <translation>Handbook products</translation>
    </message>
    <message>
        <source>手册单耗表</source>
        <translation>Unit consumption</translation>
    </message>
    <message>
        <source>退税出口明细</source>
        <translation>Refund: exports</translation>
    </message>
    <message>
        <source>退税进货明细</source>
        <translation>Refund: purchases</translation>
    </message>
    <message>
        <source>数电票（专用）</source>
        <translation>Digital fapiao (special)</translation>
    </message>
    <message>
        <source>数电票（普通）</source>
        <translation>Digital fapiao (ordinary)</translation>
    </message>
    <message>
        <source>增值税电子专用发票</source>
        <translation>Electronic special VAT fapiao</translation>
    </message>
    <message>
        <source>增值税电子普通发票</source>
        <translation>Electronic ordinary VAT fapiao</translation>
    </message>
    <message>
        <source>航空运输电子客票行程单</source>
        <translation>Air itinerary</translation>
    </message>
    <message>
        <source>铁路电子客票</source>
        <translation>Rail ticket</translation>
    </message>
    <message>
        <source>其他发票</source>
        <translation>Other fapiao</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>已全额红冲</source>
        <translation>Reversed in full</translation>
    </message>
    <message>
        <source>已部分红冲</source>
        <translation>Reversed in part</translation>
    </message>
    <message>
        <source>结构化数据</source>
        <translation>Structured data</translation>
    </message>
    <message>
        <source>文件内附的数据</source>
        <translation>Data inside the file</translation>
    </message>
    <message>
        <source>版式标签</source>
        <translation>Layout tags</translation>
    </message>
    <message>
        <source>表格单元格</source>
        <translation>Sheet cell</translation>
    </message>
    <message>
        <source>按位置识读</source>
        <translation>Read by position</translation>
    </message>
    <message>
        <source>二维码</source>
        <translation>QR code</translation>
    </message>
    <message>
        <source>按列对应读取</source>
        <translation>Read by columns</translation>
    </message>
    <message>
        <source>您填写的</source>
        <translation>Entered by you</translation>
    </message>
    <message>
        <source>展会</source>
        <translation>Fair</translation>
    </message>
    <message>
        <source>认证</source>
        <translation>Certification</translation>
    </message>
    <message>
        <source>跨境电商试点</source>
        <translation>E-commerce pilot</translation>
    </message>
    <message>
        <source>供港直通车</source>
        <translation>Direct Hong Kong truck</translation>
    </message>
    <message>
        <source>不作价设备</source>
        <translation>Equipment free of charge</translation>
    </message>
    <message>
        <source>出口退税申报</source>
        <translation>Export tax refund</translation>
    </message>
    <message>
        <source>深加工结转</source>
        <translation>Onward transfer</translation>
    </message>
    <message>
        <source>建设项目</source>
        <translation>Construction project</translation>
    </message>
    <message>
        <source>车架号</source>
        <translation>Chassis number (VIN)</translation>
    </message>
    <message>
        <source>投入使用日期</source>
        <translation>In use from</translation>
    </message>
    <message>
        <source>设备编号或备案号</source>
        <translation>Equipment or record number</translation>
    </message>
    <message>
        <source>监管起算日期（进口放行日）</source>
        <translation>Supervised from (release day)</translation>
    </message>
    <message>
        <source>申报批次号</source>
        <translation>Batch number</translation>
    </message>
    <message>
        <source>税务机关受理日期</source>
        <translation>Accepted by the tax office on</translation>
    </message>
    <message>
        <source>手册或账册编号</source>
        <translation>Handbook number</translation>
    </message>
    <message>
        <source>结转日期</source>
        <translation>Transferred on</translation>
    </message>
    <message>
        <source>项目批准文号</source>
        <translation>Approval number</translation>
    </message>
    <message>
        <source>竣工验收日期</source>
        <translation>Accepted as complete on</translation>
    </message>
    <message>
        <source>国有控股</source>
        <translation>State-owned</translation>
    </message>
    <message>
        <source>集体</source>
        <translation>Collective</translation>
    </message>
    <message>
        <source>民营</source>
        <translation>Private</translation>
    </message>
    <message>
        <source>股份制</source>
        <translation>Joint stock</translation>
    </message>
    <message>
        <source>中外合资</source>
        <translation>Joint venture</translation>
    </message>
    <message>
        <source>企业</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>县市区</source>
        <translation>County or district</translation>
    </message>
    <message>
        <source>跨境电商孵化中心运营主体</source>
        <translation>Incubation centre</translation>
    </message>
    <message>
        <source>园区</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>综合保税区</source>
        <translation>Comprehensive bonded zone</translation>
    </message>
    <message>
        <source>保税物流中心</source>
        <translation>Bonded logistics centre</translation>
    </message>
    <message>
        <source>园区外贸综合服务中心</source>
        <translation>Service centre</translation>
    </message>
    <message>
        <source>研发机构</source>
        <translation>Research body</translation>
    </message>
    <message>
        <source>市州</source>
        <translation>City or prefecture</translation>
    </message>
    <message>
        <source>培训、展会等活动的组织单位</source>
        <translation>Organiser of training or trade fairs</translation>
    </message>
    <message>
        <source>公共服务提供单位</source>
        <translation>Public service provider</translation>
    </message>
    <message>
        <source>境外投资者</source>
        <translation>Overseas investor</translation>
    </message>
    <message>
        <source>院校、金融机构、行业协会等机构</source>
        <translation>School, bank, association or the like</translation>
    </message>
    <message>
        <source>实地参展</source>
        <translation>On site</translation>
    </message>
    <message>
        <source>代参展</source>
        <translation>By proxy</translation>
    </message>
    <message>
        <source>线上参展</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>进口</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>出口</source>
        <translation>Export</translation>
    </message>
</context>
<context>
    <name>imports</name>
    <message>
        <source>已收入</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>按列收入</source>
        <translation>By columns</translation>
    </message>
    <message>
        <source>留作单证</source>
        <translation>Kept as document</translation>
    </message>
    <message>
        <source>另一格式</source>
        <translation>Another form</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>没有收</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>识读后收入账套。</source>
        <translation>Read and taken into the book.</translation>
    </message>
    <message>
        <source>按您指定的列收入账套。</source>
        <translation>Taken into the book by the columns you named.</translation>
    </message>
    <message>
        <source>原样保存，没有从中读取记录。</source>
        <translation>Kept as it is; no record was read from it.</translation>
    </message>
    <message>
        <source>与已有的单证一并保存。</source>
        <translation>Kept with the document that was there.</translation>
    </message>
    <message>
        <source>账套里已有，没有重复收入。</source>
        <translation>In the book already; not taken in twice.</translation>
    </message>
    <message>
        <source>文件不能读取。</source>
        <translation>The file cannot be read.</translation>
    </message>
    <message>
        <source>收单时没有选它。需要时再把文件拖进来，核对后收入。</source>
        <translation>It was not chosen in the review. Drop the file again when you need it, and take it in.</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>监视的文件夹</source>
        <translation>Watched folder</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>Pasted</translation>
    </message>
</context>
<context>
    <name>review</name>
    <message>
        <source>可收</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>请看一眼</source>
        <translation>Please look</translation>
    </message>
    <message>
        <source>另一格式</source>
        <translation>Another form</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>留作单证</source>
        <translation>Keep as document</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>有把握</source>
        <translation>Sure</translation>
    </message>
    <message>
        <source>请选定</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>已指定</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>红字冲蓝字</source>
        <translation>Red takes back blue</translation>
    </message>
    <message>
        <source>就是手工登记的这笔费用</source>
        <translation>The expense entered by hand</translation>
    </message>
    <message>
        <source>付款</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>合同</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>报关商品</source>
        <translation>Declared goods</translation>
    </message>
    <message>
        <source>＋ 新</source>
        <translation>＋ New</translation>
    </message>
</context>
<context>
    <name>screen</name>
    <message>
        <source>付款日期</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>未付款</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>收款方</source>
        <translation>Payee</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>证据链</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (CNY)</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>收入日期</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>对方</source>
        <translation>Other party</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>对应</source>
        <translation>Match</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>发票、回单、报关单，自动识读</source>
        <translation>Fapiao, slips and declarations are read for you</translation>
    </message>
    <message>
        <source>逐条对照政策，算到分，说明理由</source>
        <translation>Every clause checked, to the fen, with reasons</translation>
    </message>
    <message>
        <source>打印整套申报材料，页码编好</source>
        <translation>Whole packets printed, pages numbered</translation>
    </message>
    <message>
        <source>不联网，加密存在这台电脑上</source>
        <translation>No network; encrypted on this computer</translation>
    </message>
    <message>
        <source>加贸申报</source>
        <translation>Jiamao Claims</translation>
    </message>
    <message>
        <source>加工贸易企业的扶持资金申报助手</source>
        <translation>Support claims for processing trade</translation>
    </message>
</context>
</TS>
