import CaravanProtocol

extension JSONObject {
    /// With what is said about the call.
    func saying(_ meta: JSONObject) -> JSONObject { with(["_meta": .object(meta)]) }

    /// With an idempotency key.
    func keyed(_ key: String) -> JSONObject { saying(["idempotency_key": .string(key)]) }
}
