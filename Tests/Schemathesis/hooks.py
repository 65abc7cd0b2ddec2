"""What schemathesis cannot know: forms of text beyond the standard ones, and what there is in the server."""

import atexit
import json
import os
import random
import re
import time
import urllib.request
from collections import Counter
from datetime import datetime
from pathlib import Path

import schemathesis
from hypothesis import strategies

WORLD = json.load(open(os.environ["CARAVAN_WORLD"]))
CHANCE = random.Random(2031)
UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)

# Formats that are the interface's own.
ZONES = ["UTC", "Europe/Lisbon", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Africa/Nairobi"]
schemathesis.openapi.format("iana-time-zone", strategies.sampled_from(ZONES))
schemathesis.openapi.format(
    "local-date-time",
    strategies.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 30)).map(datetime.isoformat))


def identity_of(name, path):
    """Which of the known ids a parameter of that name means."""
    if name == "id":
        return "messages" if path.startswith("/chat/") else path.split("/")[1]
    return {
        "trip_id": "trips", "destination_id": "destinations", "user_id": "users", "message_id": "messages",
        "reply_to": "messages"}.get(name)


def make_known(values, path):
    """Ids that are only made up become, mostly, those of something that there is."""
    for name, value in values.items() if isinstance(values, dict) else []:
        kind = WORLD["known"].get(identity_of(name, path) or "")
        if kind and isinstance(value, str) and UUID.fullmatch(value) and CHANCE.random() < 0.8:
            values[name] = CHANCE.choice(kind)


def ask(path, body):
    request = urllib.request.Request(
        WORLD["origin"] + "/api/v1" + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


def session():
    """A session of its own, of somebody who plays no other part."""
    return ask("/auth/login/", {"username": WORLD["spare"]["username"], "password": WORLD["password"]})


def reset_token():
    """The token of the mail that is sent to him."""
    mails = Path(WORLD["mail"])
    before = set(mails.glob("*.eml"))
    ask("/auth/password/reset/", {"email": WORLD["spare"]["username"] + "@example.com"})
    for _ in range(50):
        for mail in set(mails.glob("*.eml")) - before:
            if found := re.search(r"^token: (\S+)", mail.read_text(), re.MULTILINE):
                return found[1]
        time.sleep(0.1)
    raise RuntimeError("no mail came")


# Secrets that no generator can guess.
SECRETS = {
    "auth.login": lambda: {"username": WORLD["spare"]["username"], "email": None, "password": WORLD["password"]},
    "auth.refresh": lambda: {"refresh": session()["refresh"]},
    "auth.confirm_reset": lambda: {"token": reset_token(), "password": WORLD["password"]},
    "auth.change_password": lambda: {"current_password": WORLD["password"], "new_password": WORLD["password"]},
}


def name_of(operation):
    return operation.definition.raw.get("operationId", "")


@schemathesis.hook
def before_call(context, case, kwargs):
    name = name_of(case.operation)
    if case.meta is not None and case.meta.phase.name.value != "stateful":
        make_known(case.path_parameters, case.path)
        make_known(case.query, case.path)
        # An `id` in a body is that of something new.
        if isinstance(case.body, dict):
            body = dict(case.body)
            body.pop("id", None)
            make_known(body, case.path)
            case.body = dict(case.body) | body
    is_valid = case.meta is not None and not case.meta.generation.mode.is_negative
    if is_valid and name in SECRETS and isinstance(case.body, dict) and CHANCE.random() < 0.3:
        case.body = SECRETS[name]()


if WORLD["token"]:

    @schemathesis.auth(refresh_interval=None)
    class Caller:
        """The caller of this play. What ends the session of its call gets one of its own, or everything after it would
        be refused."""

        def get(self, case, context):
            return session()["access"] if name_of(case.operation) == "auth.logout" else WORLD["token"]

        def set(self, case, data, context):
            case.headers["Authorization"] = f"Bearer {data}"


# Why valid data may be refused all the same: what no schema can say, by operation, field and code.
DATES = "the last day may not be before the first: a schema compares no fields"
TIMES = "the end may not be before the start: a schema compares no fields"
YEARS = "in UTC a time must be in the years 1 to 9999: a schema reckons with no offsets"
MONTHS = "a day must be one that its month has, in a year from 1 on: a pattern does not reckon"
THERE = "what it refers to must be there: a schema knows no state"
SIZE = "a location has at most 16 KiB as JSON, without NUL: a schema counts no bytes of free members"
FILES = "a file needs an attachment, and there are none in this build: a schema relates no fields"
DIGITS = "a number of money has at most 4 decimals as it is written: multipleOf is rounded by whoever reckons in binary"
ZONE = "a zone must be in the server's database, which a format names but does not list"
ZONES_OF = {
    f"{area}.{verb}": {"time_zone choice": ZONE}
    for area in ["trips", "destinations", "activities"] for verb in ["create", "update", "replace"]
}
UNFORESEEN = {
    "auth.change_password": {"current_password contradiction": "it must be the present one: a schema knows no secrets"},
    "auth.confirm_reset": {"token format": "it must be one that was mailed: a schema knows no secrets"},
    "trips.create": {"end_date contradiction": DATES},
    "trips.update": {"end_date contradiction": DATES},
    "trips.replace": {"end_date contradiction": DATES},
    "trips.transfer": {"user_id reference": THERE},
    "members.add": {"user_id reference": THERE},
    "destinations.create": {"departure_date contradiction": DATES, "location length": SIZE, "location format": SIZE},
    "destinations.update": {"departure_date contradiction": DATES, "location length": SIZE, "location format": SIZE},
    "destinations.replace": {"departure_date contradiction": DATES, "location length": SIZE, "location format": SIZE},
    "activities.list": {
        "trip_id required": "one of trip_id and destination_id is needed: OpenAPI relates no parameters of a query",
        "destination_id reference": THERE},
    "activities.reorder": {"destination_id reference": THERE},
    "sync.resolve": {"resolved_data required": "the strategies merge and manual need it: a schema relates no fields"},
    "chat.send": {
        "reply_to reference": THERE, "attachment_id reference": FILES, "attachment_id required": FILES},
} | {
    name: {
        "destination_id reference": THERE, "end_time contradiction": TIMES, "start_time range": YEARS,
        "end_time range": YEARS, "start_time format": MONTHS, "end_time format": MONTHS, "cost format": DIGITS}
    for name in ["activities.create", "activities.update", "activities.replace"]
}
# The same for every operation, by the code of the problem.
CONDITIONS = {
    "stale": "whether a condition holds depends on the state",
    "idempotency_mismatch": "whether a key was used before depends on the state",
}
CURSOR = "a cursor is one that a list gave: a schema cannot say which"


LET_PASS = Counter()


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether a failure stands. All checks stand but the one that valid data is taken, and that as far as said above."""
    if type(failure).__name__ != "RejectedPositiveData":
        return True
    problem = response.json()
    name, code = name_of(case.operation), problem["code"]
    if code in CONDITIONS:
        reasons = {f"any {code}: {CONDITIONS[code]}"}
    elif code == "malformed" and ("cursor" in (case.query or {}) or isinstance(case.body, dict) and "cursor" in case.body):
        reasons = {f"{name} cursor: {CURSOR}"}
    else:
        given = {f"{error['field']} {error['code']}" for error in problem.get("errors", [])}
        allowed = UNFORESEEN.get(name, {}) | ZONES_OF.get(name, {})
        if not given or not given <= allowed.keys():
            return True
        reasons = {f"{name} {field}: {allowed[field]}" for field in given}
    LET_PASS.update(reasons)
    return False


@atexit.register
def tell():
    print("\nRefusals of valid data that no schema can foresee:")
    for reason, count in sorted(LET_PASS.items()):
        print(f"{count:6} {reason}")
