import CaravanNetwork
import CaravanProtocol
import NIOCore
import Testing

@testable import CaravanWebSocket

@Suite("What waits for a peer")
struct OutboundQueueTests {
    private static func frame(_ number: UInt8, _ size: Int) -> ByteBuffer { ByteBuffer(repeating: number, count: size) }

    private static func add(
        _ number: UInt8, _ size: Int, _ kind: PeerMessage.Kind, to queue: inout OutboundQueue, gone: Int = 0
    ) -> Bool {
        queue.append(frame(number, size), kind, liveBytesGone: gone)
    }

    private static func contents(_ queue: OutboundQueue) -> [UInt8] {
        var queue = queue
        var numbers: [UInt8] = []
        while let item = queue.popFirst() { numbers.append(item.frame.readableBytesView.first ?? 0) }
        #expect(queue.isEmpty && queue.bytes == 0 && queue.liveBytes == 0 && queue.answerCount == 0)
        return numbers
    }

    @Test func goesInOrder() {
        var queue = OutboundQueue(liveBytesMax: 1_000_000)
        var expected: [UInt8] = []
        for round in 0..<500 {
            let kind: PeerMessage.Kind = [.answer, .durable, .ephemeral][round % 3]
            let isTaken = Self.add(UInt8(round & 255), 3, kind, to: &queue)
            #expect(isTaken)
            expected.append(UInt8(round & 255))
            guard round % 2 == 0 else { continue }
            let first = queue.popFirst()?.frame.readableBytesView.first
            #expect(first == expected.removeFirst())
        }
        #expect(queue.bytes == 3 * expected.count)
        #expect(Self.contents(queue) == expected)
    }

    @Test func whatWasMissedIsNoLiveTraffic() {
        var queue = OutboundQueue(liveBytesMax: 100)
        for number in 0..<10 as Range<UInt8> {
            let isTaken = Self.add(number, 90, .missed, to: &queue)
            #expect(isTaken)
        }
        let isTaken = Self.add(10, 90, .durable, to: &queue)
        #expect(isTaken && queue.liveBytes == 90 && queue.bytes == 990)
        #expect(Self.contents(queue) == Array(0...10))
    }

    @Test func dropsWhatIsEphemeralFirst() {
        var queue = OutboundQueue(liveBytesMax: 100)
        let taken = [
            Self.add(1, 40, .durable, to: &queue), Self.add(2, 40, .ephemeral, to: &queue),
            Self.add(3, 500, .answer, to: &queue),
            // The ephemeral one makes room; the next one is dropped itself.
            Self.add(4, 40, .durable, to: &queue), Self.add(5, 40, .ephemeral, to: &queue),
        ]
        #expect(taken.allSatisfy { $0 })
        #expect(Self.contents(queue) == [1, 3, 4])
        let isTaken = Self.add(6, 40, .durable, to: &queue)
        #expect(!isTaken)
        #expect(Self.contents(queue) == [3], "answers are kept")
    }

    @Test func countsWhatIsNotSentYet() {
        var queue = OutboundQueue(liveBytesMax: 100)
        let taken = [
            Self.add(1, 40, .durable, to: &queue, gone: 60), Self.add(2, 1, .durable, to: &queue, gone: 60),
        ]
        #expect(taken == [true, false])
        #expect(queue.isEmpty)
    }
}
