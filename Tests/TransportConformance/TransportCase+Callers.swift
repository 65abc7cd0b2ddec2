import CaravanProtocol
import Testing
import TransportControl

extension TransportCase {
    static func credentials(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .bearer(ControlCaller.token(of: "ann"))) { peer in
            let answer = try await peer.call("control.whoami", [:])
            #expect(answer.value == ["caller": "bearer:ann"])
        }
        try await harness.withPeer(ControlApplication(), .none) { peer in
            checkCode(try await peer.call("control.whoami", [:]), .unauthenticated, harness.capabilities)
        }
    }

    static func badCredential(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .bearer("no such token")) { peer in
            checkCode(try await peer.call("control.whoami", [:]), .unauthenticated, harness.capabilities)
            #expect(try await peer.call("control.make", ["title": "x"]).value != nil, "what needs no session works")
        }
    }

    static func loginBinds(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            checkCode(try await peer.call("control.whoami", [:]), .unauthenticated, harness.capabilities)
            checkCode(try await peer.call("control.login", ["name": "nobody"]), .unauthenticated, harness.capabilities)
            checkCode(try await peer.call("control.whoami", [:]), .unauthenticated, harness.capabilities)
            let login = try await peer.call("control.login", ["name": "bob"])
            #expect(
                login.value == ["access": .string(ControlCaller.token(of: "bob"))], "the binding itself is not sent")
            let answer = try await peer.call("control.whoami", [:])
            if harness.capabilities.bindsPeers {
                #expect(answer.value == caller("bob"))
            } else {
                checkCode(answer, .unauthenticated, harness.capabilities)
            }
        }
    }

    static func secondLogin(_ harness: some TransportHarness) async throws {
        guard harness.capabilities.bindsPeers else { return }
        try await harness.withPeer(ControlApplication(), .bearer(ControlCaller.token(of: "ann"))) { peer in
            for name in ["bob", "eve", "bob"] {
                _ = try await peer.call("control.login", ["name": .string(name)])
                #expect(try await peer.call("control.whoami", [:]).value == caller(name))
                _ = try await peer.call("control.login", ["name": "nobody"])
                #expect(
                    try await peer.call("control.whoami", [:]).value == caller(name), "a refused login binds nobody")
            }
        }
    }

    static func peersAreApart(_ harness: some TransportHarness) async throws {
        let application = ControlApplication()
        try await harness.withPeer(application, .none) { one in
            try await harness.withPeer(application, .none) { other in
                _ = try await one.call("control.login", ["name": "bob"])
                checkCode(try await other.call("control.whoami", [:]), .unauthenticated, harness.capabilities)
            }
        }
    }

    private static func caller(_ name: String) -> JSONValue {
        ["caller": .string("session:\(ControlCaller.session(of: name))")]
    }
}
