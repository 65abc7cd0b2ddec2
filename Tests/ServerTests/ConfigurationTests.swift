import Foundation
import ProgramSupport
import TestThreads
import Testing

@testable import CaravanServer

@Suite("Where an option's value comes from", .blocking)
struct ConfigurationTests {
    private let place: Place

    init() throws { place = try Place() }

    private func read(
        _ flags: [String: String] = [:], _ environment: [String: String] = [:]
    ) throws -> Configuration {
        try Configuration(CaravanServer.Option.serve, flags: flags, environment: environment)
    }

    /// The value of `--job-interval` and where it comes from.
    private func interval(
        _ flags: [String: String], _ environment: [String: String]
    ) throws -> (String?, Configuration.Origin?) {
        let found = try read(flags, environment).values["job-interval"]
        return (found?.value, found?.origin)
    }

    @Test(
        "a flag goes before a variable, that before its file, that before the configuration file, that before the default"
    )
    func order() throws {
        let file = try place.file("config", "job-interval: 4\n")
        let value = try place.file("value", "3\n")
        var environment = ["CARAVAN_JOB_INTERVAL": "2", "CARAVAN_JOB_INTERVAL_FILE": value, "CARAVAN_CONFIG": file]
        #expect(try interval(["job-interval": "1"], environment) == ("1", .flag))
        #expect(try interval([:], environment) == ("2", .variable))
        environment["CARAVAN_JOB_INTERVAL"] = nil
        #expect(try interval([:], environment) == ("3", .variableFile))
        environment["CARAVAN_JOB_INTERVAL_FILE"] = nil
        #expect(try interval([:], environment) == ("4", .file))
        #expect(try interval(["config": file], [:]) == ("4", .file))
        #expect(try interval([:], [:]) == ("15", .standard))
    }

    @Test("an empty variable is as none")
    func emptyVariables() throws {
        let environment = [
            "CARAVAN_JOB_INTERVAL": "", "CARAVAN_JOB_INTERVAL_FILE": "", "CARAVAN_CONFIG": "",
            "CARAVAN_SIGNING_KEY": "",
        ]
        let configuration = try read([:], environment)
        #expect(configuration.text(.jobInterval) == "15")
        #expect(configuration[.signingKey] == nil)
        let file = try place.file("value", "7")
        let both = ["CARAVAN_JOB_INTERVAL": "", "CARAVAN_JOB_INTERVAL_FILE": file]
        #expect(try read([:], both).number(.jobInterval) == 7)
    }

    @Test("a value's file may end with line breaks, and may not be empty or missing")
    func valueFiles() throws {
        for text in ["closed", "closed\n", "closed\r\n", "closed \n\n"] {
            let file = try place.file("value", text)
            #expect(try read([:], ["CARAVAN_REGISTRATION_FILE": file]).text(.registration) == "closed")
        }
        let empty = try place.file("value", "\n")
        try expectFault([:], ["CARAVAN_REGISTRATION_FILE": empty], "registration", "empty")
        try expectFault([:], ["CARAVAN_REGISTRATION_FILE": "/no/such"], "CARAVAN_REGISTRATION_FILE", "/no/such")
        let bytes = place.path + "/bytes"
        try Data([0xff, 0xfe]).write(to: URL(fileURLWithPath: bytes))
        try expectFault([:], ["CARAVAN_REGISTRATION_FILE": bytes], "CARAVAN_REGISTRATION_FILE", bytes)
    }

    @Test(
        "the configuration file is a JSON object or lines of key: value",
        arguments: [
            #"{"port": 90, "registration": "closed", "allow-private-webhooks": true, "public-url": "http://a:1/#b"}"#,
            "\n {\"port\": \"90\", \"registration\": \"closed\",\r\n\"allow-private-webhooks\": true, \"public-url\": \"http://a:1/#b\"}\n",
            "port: 90\nregistration: closed\nallow-private-webhooks: on\npublic-url: http://a:1/#b",
            "# remark\r\n\r\n  port :  '90'\r\nregistration:\"closed\"\r\nallow-private-webhooks: true\r\npublic-url: http://a:1/#b\r\n",
        ])
    func files(_ text: String) throws {
        let configuration = try read(["config": try place.file("config", text)])
        #expect(configuration.number(.port) == 90)
        #expect(configuration.text(.registration) == "closed")
        #expect(configuration.isOn(.allowPrivateWebhooks))
        #expect(configuration[.publicURL] == "http://a:1/#b")
        #expect(configuration.values["host"]?.origin == .standard)
    }

    @Test(
        "what is wrong with a configuration file is named",
        arguments: [
            ("prot: 90", "prot"), (#"{"prot": 90}"#, "prot"), ("port: many", "many"), (#"{"port": 70000}"#, "70000"),
            ("port 90", "line 1"), ("port: 1\nnonsense", "line 2"), (#"{"port": [90]}"#, "port"),
            (#"{"port": null}"#, "port"),
            (#"{"port": 90"#, "config"), ("port:", "port"), (#"{"port": ""}"#, "port"),
            (#"{"port": 1, "port": 2}"#, "twice"),
            ("check: on", "check"), ("[1]", "line 1"),
        ])
    func badFiles(_ text: String, _ word: String) throws {
        let file = try place.file("config", text)
        try expectFault(["config": file], [:], word)
        try expectFault([:], ["CARAVAN_CONFIG": file], word)
    }

    @Test(
        "what is wrong with a value is said with the option's name and the value",
        arguments: [
            ("port", "70000"), ("port", "-1"), ("port", "many"), ("port", "80 "), ("port", "8e1"), ("port", ""),
            ("database", "oracle://x"), ("database", "sqlite:"), ("database", ""), ("mail", "pigeon:x"),
            ("mail", "file:"),
            ("rate-limit", "sometimes"), ("rate-limit", "writes=1"), ("rate-limit", "writes=0/m"),
            ("rate-limit", "writes=1/d"), ("rate-limit", "reads=1/m"), ("rate-limit", "writes=1/m,"),
            ("job-interval", "soon"), ("job-interval", "0"), ("registration", "maybe"), ("registration", ""),
            ("pool-size", "0"), ("log-level", "loud"), ("log-format", "xml"), ("data-dir", ""), ("config", ""),
            ("config", "/no/such"), ("host", ""), ("public-url", ""),
        ])
    func badValues(_ name: String, _ value: String) throws {
        try expectFault([name: value], [:], "--\(name)", value.isEmpty ? "empty" : value)
        guard !value.isEmpty else { return }
        let variable = "CARAVAN_" + name.uppercased().replacingOccurrences(of: "-", with: "_")
        try expectFault([:], [variable: value], "--\(name)", value)
    }

    @Test(
        "good values",
        arguments: [
            ("rate-limit", "on"), ("rate-limit", "off"), ("rate-limit", "writes=60/m,auth=10/m"),
            ("rate-limit", "auth=1/h"),
            ("port", "0"), ("port", "65535"), ("database", "sqlite::memory:"), ("database", "sqlite:/a b/c.db"),
            ("mail", "log"), ("mail", "file:/tmp"), ("registration", "closed"), ("log-level", "trace"),
            ("log-format", "text"),
        ])
    func goodValues(_ name: String, _ value: String) throws {
        #expect(try read([name: value]).values[name]?.value == value)
    }

    @Test("a database's password is not repeated when it is refused")
    func secretsInRefusals() throws {
        let error = #expect(throws: OperatorError.self) { try read(["database": "postgres://user:hushhush@host/db"]) }
        #expect(error?.description.contains("hushhush") == false)
        #expect(error?.description.contains("postgres") == true)
    }

    private func expectFault(
        _ flags: [String: String], _ environment: [String: String], _ words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let error = #expect(throws: OperatorError.self, sourceLocation: sourceLocation) {
            try read(flags, environment)
        }
        for word in words {
            #expect(
                error?.description.contains(word) == true, "\(String(describing: error))",
                sourceLocation: sourceLocation)
        }
    }
}
