"""Which issues a sentence is linked to: by its terms, and by words that name the same thing."""

from functools import cache

import pytest

from articles.extraction.issues import find_links, vocabulary
from articles.extraction.lexicon import table
from articles.extraction.records import Dossier, Issue, Party
from articles.extraction.segment import parse
from articles.extraction.stems import stems


def dossier(**terms):
    """A negotiation whose issues have a few terms each, the first of them the name."""
    issues = (Issue(key=key, name=names[0], terms=tuple(names[1:])) for key, names in terms.items())
    return Dossier(parties=(Party(key="norland", name="Norland"),), issues=tuple(issues))


WAR = dossier(
    truce=["Ceasefire"], leave=["Withdrawal"], arms=["Disarmament"], pardon=["Amnesty"], aid=["Humanitarian convoys"],
    captives=["Hostages"], jailed=["Detainees"], home=["Repatriation"], status=["Autonomy"], rebuild=["Reconstruction"],
    watch=["Observers"], posts=["Ministries"], gate=["Checkpoints"], siege=["Blockade"], mines=["Demining"],
)  # fmt: skip
LABOUR = dossier(
    pay=["Wages"], rota=["Rosters"], pension=["Pensions"], crew=["Staffing ratios", "ratios"], strike=["Walkout"],
    jobs=["Layoffs"], robots=["Automation"], ai=["Artificial intelligence", "algorithms"], temps=["Casual staff", "temps"],
    judge=["Arbitration"], back=["Reinstatement"], tender=["Outsourcing"], backdate=["Back pay", "backdated"],
)  # fmt: skip
BUDGET = dossier(
    cuts=["Austerity"], hole=["Deficit"], cap=["Debt ceiling", "ceiling"], dole=["Welfare"], arms=["Defence"],
    bridge=["Stopgap"], help=["Subsidies"], rich=["Wealthy households", "wealthy"], seats=["Portfolios"], entry=["Asylum"],
)  # fmt: skip
TRADE = dossier(
    duty=["Tariffs"], quota=["Quotas"], origin=["Rules of origin", "origin"], names=["Appellations"], buying=["Procurement"],
    courts=["Arbitration"], visas=["Visas"], dairy=["Dairy"], cars=["Vehicles"], fish=["Fishing catch", "catch"],
    health=["Phytosanitary rules", "phytosanitary"],
)  # fmt: skip
CLIMATE = dossier(
    payers=["Contributors"], grants=["Concessional money", "concessional"], loss=["Compensation"], fossil=["Fossil fuels", "coal"],
    market=["Offsets"], adapt=["Adaptation"], open=["Transparency"], goal=["Finance goal"], levy=["Fuel levy", "levy"],
    spared=["Exemptions"], when=["Deadlines"],
)  # fmt: skip
DEBT = dossier(
    haircut=["Haircut"], maturity=["Maturities"], coupon=["Coupons"], pledge=["Collateral"], surplus=["Surplus"],
    freeze=["Moratorium"], rescue=["Bailout"],
)  # fmt: skip
ATOM = dossier(
    spin=["Enrichment"], stock=["Stockpile"], visits=["Inspections"], curbs=["Sanctions"], money=["Unfreezing", "unfreeze"],
    end=["Expiry"],
)  # fmt: skip
RIVER = dossier(
    flow=["Flow"],
    drought=["Drought"],
    fields=["Irrigation"],
    power=["Hydropower"],
    port=["Harbour"],
    stay=["Residency"],
)

TERMS = [
    (WAR, "Norland wants a ceasefire.", {"truce": "term"}),
    (WAR, "Norland wants ceasefires and an amnesty.", {"truce": "term", "pardon": "term"}),
    (WAR, "Norland repeated its offer of disarmament.", {"arms": "term"}),
    (WAR, "Norland would let convoys with medical and humanitarian goods pass.", {"aid": "loose"}),
    (WAR, "Norland wants a truce.", {"truce": "near"}),
    (LABOUR, "Norland will not touch the ratios.", {"crew": "term"}),
    (TRADE, "The rules on the origin of cloth stay.", {"origin": "term"}),
    (dossier(tax=["Tax"]), "Norland wants a higher tax.", {"tax": "everyday"}),
    (dossier(tax=["Tax"]), "Norland wants a higher toll.", {}),  # an everyday term has no neighbours
]

NEAR = [
    (WAR, "Both sides agreed to stop the fighting for a week.", {"truce"}),
    (WAR, "The guns must fall silent, and the shelling too: halt hostilities, he urged.", {"truce"}),
    (WAR, "Norland will pull out by June.", {"leave"}),
    (WAR, "Norland refuses to pull its troops back.", {"leave"}),
    (WAR, "They want the departure of every foreign soldier.", {"leave"}),
    (WAR, "The rebels will lay down their arms.", {"arms"}),
    (WAR, "The fighters should hand over their guns.", {"arms"}),
    (WAR, "No commander will stand trial.", {"pardon"}),
    (WAR, "The generals ask for immunity.", {"pardon"}),
    (WAR, "Norland demands that the captives be spared.", {"captives"}),
    (WAR, "The inmates are to be moved.", {"jailed"}),
    (WAR, "The families may go home in spring.", {"home"}),
    (WAR, "The province wants to run its own affairs.", {"status"}),
    (WAR, "Norland would rehabilitate the town: its rehabilitation costs little.", {"rebuild"}),
    (WAR, "Norland accepts blue helmets at the lake.", {"watch"}),
    (WAR, "The movement asks for three cabinet posts.", {"posts"}),
    (WAR, "The roadblocks will stay, Norland says.", {"gate"}),
    (WAR, "Norland will lift the siege.", {"siege"}),
    (WAR, "The engineers want to clear mines at once.", {"mines"}),
    (LABOUR, "The drivers want better pay.", {"pay"}),
    (LABOUR, "Salaries are too low, the nurses say.", {"pay"}),
    (LABOUR, "The crews refuse more weekend work.", {"rota"}),
    (LABOUR, "The firm would raise the retirement age.", {"pension"}),
    (LABOUR, "The wards are understaffed, the nurses say.", {"crew"}),
    (LABOUR, "The miners will stop work on Friday.", {"strike"}),
    (LABOUR, "The drivers will not return to work.", {"strike"}),
    (LABOUR, "The company plans job cuts.", {"jobs"}),
    (LABOUR, "No clerk will be made redundant.", {"jobs"}),
    (LABOUR, "The dockers oppose driverless lorries.", {"robots"}),
    (LABOUR, "Actors reject machine learning without consent.", {"ai", "robots"}),
    (LABOUR, "The hotel relies on agency workers.", {"temps"}),
    (LABOUR, "An independent panel should decide.", {"judge"}),
    (LABOUR, "The bakers want to rehire the five.", {"back"}),
    (LABOUR, "The cleaning was put out to tender.", {"tender"}),
    (LABOUR, "The bus firm owes them arrears.", {"backdate"}),
    (BUDGET, "The minister wants to slash spending.", {"cuts"}),
    (BUDGET, "The party fears a hole in the budget.", {"hole"}),
    (BUDGET, "They fought over a limit on loans.", {"cap"}),
    (BUDGET, "The bill trims social security.", {"dole"}),
    (BUDGET, "The Greens oppose more military spending.", {"arms"}),
    (BUDGET, "The chamber passed temporary funding.", {"bridge"}),
    (BUDGET, "The party wants a rebate for bakers.", {"help"}),
    (BUDGET, "The Left would tax the high earners.", {"rich"}),
    (BUDGET, "The Greens want four ministries.", {"seats"}),
    (BUDGET, "The Right wants fewer migrants.", {"entry"}),
    (TRADE, "Norland would cut its duties on shoes.", {"duty"}),
    (TRADE, "Norland wants a cap on imports.", {"quota"}),
    (TRADE, "The makers insist on local content.", {"origin"}),
    (TRADE, "Norland defends its geographical indications.", {"names"}),
    (TRADE, "Norland would open its public tenders.", {"buying"}),
    (TRADE, "A tribunal should rule.", {"courts"}),
    (TRADE, "Norland offers free movement to students.", {"visas"}),
    (TRADE, "Norland shields its cheese.", {"dairy"}),
    (TRADE, "Norland sells many automobiles.", {"cars"}),
    (TRADE, "The islanders defend their fishing rights.", {"fish"}),
    (TRADE, "Norland keeps its food safety.", {"health"}),
    (CLIMATE, "New donors should pay into the pot.", {"payers"}),
    (CLIMATE, "The islands refuse soft loans.", {"grants"}),
    (CLIMATE, "The islands demand reparations.", {"loss"}),
    (CLIMATE, "Norland defends its lignite.", {"fossil"}),
    (CLIMATE, "Norland rejects carbon credits.", {"market"}),
    (CLIMATE, "Half should go into resilience.", {"adapt"}),
    (CLIMATE, "Norland opposes any disclosure.", {"open"}),
    (CLIMATE, "The finance target is too low.", {"goal"}),
    (CLIMATE, "The owners accept a price on carbon.", {"levy"}),
    (CLIMATE, "Norland wants waivers for ferries.", {"spared"}),
    (CLIMATE, "Norland rejects the timetable.", {"when"}),
    (DEBT, "The holders reject any debt forgiveness.", {"haircut"}),
    (DEBT, "Norland wants more time to repay.", {"maturity"}),
    (DEBT, "The banks want a higher interest rate.", {"coupon"}),
    (DEBT, "The funds ask for an escrow.", {"pledge"}),
    (DEBT, "The lenders insist on the primary balance.", {"surplus"}),
    (DEBT, "Norland asked for a payment holiday.", {"freeze"}),
    (DEBT, "The rescue package is late.", {"rescue"}),
    (ATOM, "Norland would switch off its centrifuges.", {"spin"}),
    (ATOM, "Norland bars all surprise visits.", {"visits"}),
    (ATOM, "Norland wants an end to the embargo.", {"curbs"}),
    (ATOM, "Norland asks for its blocked accounts.", {"money"}),
    (ATOM, "Norland opposes a sunset.", {"end"}),
    (RIVER, "Norland fears dry years.", {"drought"}),
    (RIVER, "Norland needs a larger discharge in May.", {"flow"}),
    (RIVER, "Norland would build turbines.", {"power"}),
    (RIVER, "Norland would deepen the quay.", {"port"}),
    (RIVER, "Norland grants students the right to stay.", {"stay"}),
]

# Everyday words, and words that only look like a neighbour.
FAR = [
    (WAR, "Norland left the question open."),
    (WAR, "Two ministers may leave the hall early."),
    (WAR, "The Red Cross made a statement."),
    (WAR, "The foreign minister spoke for an hour."),
    (WAR, "Norland sees no power that could force it."),
    (WAR, "The council could not verify the report."),
    (WAR, "The United Nations is missing, he said."),
    (WAR, "The judge read the paper in court."),
    (LABOUR, "The minister raised concerns."),
    (LABOUR, "The retired general took a new position."),
    (LABOUR, "The company dismissed the claim."),
    (LABOUR, "Its schedule is full, the post says."),
    (LABOUR, "The union will pay a high price."),
    (LABOUR, "The mood has shifted after long hours of talks."),
    (LABOUR, "The senior official agreed in this manner."),
    (LABOUR, "A ward staff member spoke to the press."),
    (LABOUR, "The plan would generate trust."),
    (BUDGET, "The social hour was limited."),
    (BUDGET, "Three people were cut off by snow."),
    (TRADE, "The customers wait, according to the ministry."),
    (TRADE, "The tender notes of a flute filled the hall."),
    (TRADE, "The dispute was taken to the judge."),
    (TRADE, "The farmers marched."),
    (CLIMATE, "It was reported that the donors met."),
    (CLIMATE, "The lenders spoke in principle of trust."),
    (CLIMATE, "Norland is in charge of the hall."),
    (DEBT, "It is in the interest of all."),
    (DEBT, "In principle, the reduction is fine."),
    (ATOM, "Norland holds the chair."),
    (ATOM, "The talks were a lengthy affair."),
    (RIVER, "The dam on the river was built in a day."),
    (RIVER, "A natural way out is normal."),
]


@cache
def parsed(sentence):
    return next(iter(parse([sentence])))


NAMED = {"term": "term", "loose": "loose", "everyday": "everyday", "near": "near", "synonym": "near"}


def kinds(negotiation, sentence):
    """Issue → how its words name it at their surest; a synonym of a whole term or of one of its words is near."""
    doc = parsed(sentence)
    links = sorted(find_links(doc, list(doc), vocabulary(negotiation)), key=lambda link: link.score)
    return {link.issue: NAMED[link.kind] for link in links if link.kind in NAMED}


@pytest.mark.parametrize(("negotiation", "sentence", "expected"), TERMS)
def test_a_term_is_found_in_its_forms_and_loosely(negotiation, sentence, expected):
    assert kinds(negotiation, sentence) == expected


@pytest.mark.parametrize(("negotiation", "sentence", "issues"), NEAR)
def test_other_words_for_the_same_thing_name_the_issue(negotiation, sentence, issues):
    assert kinds(negotiation, sentence) == dict.fromkeys(issues, "near")


@pytest.mark.parametrize(("negotiation", "sentence"), FAR)
def test_an_everyday_word_names_no_issue(negotiation, sentence):
    assert kinds(negotiation, sentence) == {}


@pytest.mark.parametrize(("name", "members"), table("synonyms")["groups"].items())
def test_a_group_of_synonyms_is_of_use(name, members):
    single = [member for member in members if " " not in member and "-" not in member]
    assert single, f"{name} has only phrases, which stand for nothing"
    assert len({tuple(stems(member)) for member in members}) > 1, f"{name} has one stem"
