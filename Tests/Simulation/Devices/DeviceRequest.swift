import CaravanProtocol

/// What a device wants to ask a server.
struct DeviceRequest {
    let operation: String
    let params: JSONObject
}
