import Testing

@testable import CaravanClient

@Suite("Server-sent events")
struct EventStreamTests {
    private static let text = ": hello\n\nid: 7\ndata: {\"a\":1}\n\ndata:x\r\ndata: y\r\n\r\nevent: z\n\nid\ndata\n\n"
    private static let signals: [LiveSignal] = [
        .event(id: "7", data: "{\"a\":1}"), .event(id: "7", data: "x\ny"), .event(id: "", data: ""),
    ]

    @Test("are read however their bytes are cut", arguments: 1...12)
    func cuts(_ size: Int) {
        var parser = EventStreamParser()
        let bytes = Array(Self.text.utf8)
        var signals: [LiveSignal] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            signals += parser.take(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(signals == Self.signals)
    }
}
