"""Makes people and trips for one play, and says on standard output who and what they are: world.py ORIGIN ROLE MAIL"""

import json
import sys
import urllib.request
import uuid

PASSWORD = "correct horse"
ORIGIN, ROLE, MAIL = sys.argv[1:4]


def call(method, path, body=None, token=None):
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{ORIGIN}/api/v1{path}", data, headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


def person(name):
    """A fresh account; the names end in the same letters, so that they find each other."""
    username = f"{name}-{uuid.uuid4().hex[:8]}"
    account = {"email": f"{username}@example.com", "username": username, "password": PASSWORD, "first_name": name}
    tokens = call("POST", "/auth/register/", account)
    return {"id": tokens["user"]["id"], "username": username, "access": tokens["access"], "refresh": tokens["refresh"]}


people = {name: person(name) for name in ["owner", "editor", "viewer", "outsider", "spare"]}
known = {"users": [one["id"] for one in people.values()], "trips": [], "destinations": [], "activities": [],
         "messages": []}
token = people["owner"]["access"]
for number in range(24):
    trip = call("POST", "/trips/", {
        "title": f"Journey {number}", "start_date": "2031-05-01", "end_date": "2031-05-09", "currency": "EUR",
        "visibility": ["private", "shared", "public"][number % 3]}, token)
    known["trips"].append(trip["id"])
    for role in ["editor", "viewer"]:
        call("POST", f"/trips/{trip['id']}/members/", {"user_id": people[role]["id"], "role": role}, token)
    for role in ["owner", "editor", "viewer"]:
        message = call("POST", f"/chat/rooms/{trip['id']}/messages/", {"content": "Hello"}, people[role]["access"])
        known["messages"].append(message["id"])
    for place in ["Lisbon", "Porto"]:
        destination = call("POST", "/destinations/", {
            "trip_id": trip["id"], "name": place, "arrival_date": "2031-05-01", "departure_date": "2031-05-05"}, token)
        known["destinations"].append(destination["id"])
        activity = call("POST", "/activities/", {
            "destination_id": destination["id"], "title": "A walk", "activity_type": "sightseeing"}, token)
        known["activities"].append(activity["id"])

json.dump({
    "origin": ORIGIN, "role": ROLE, "mail": MAIL, "password": PASSWORD, "known": known, "spare": people["spare"],
    "token": None if ROLE in ("nobody", "health") else people[ROLE]["access"]}, sys.stdout)
