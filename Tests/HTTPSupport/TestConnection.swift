import NIOCore
import NIOHTTP1
import NIOPosix

/// A connection to the server under test.
package struct TestConnection: Sendable {
    package let port: Int

    package init(port: Int) {
        self.port = port
    }

    /// One request on a connection of its own.
    package func send(_ request: TestRequest) async throws -> TestResponse {
        try await send([request])[0]
    }

    /// All requests on one connection: each after the answer to the one before it, or all at once.
    package func send(_ requests: [TestRequest], isPipelined: Bool = false) async throws -> [TestResponse] {
        let channel = try await connect { channel in
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                wrappingChannelSynchronously: channel)
        }
        return try await channel.executeThenClose { inbound, outbound in
            var parts = inbound.makeAsyncIterator()
            var answers: [TestResponse] = []
            if isPipelined {
                for request in requests { try await outbound.write(contentsOf: request.parts) }
            }
            for request in requests {
                if !isPipelined { try await outbound.write(contentsOf: request.parts) }
                answers.append(try await Self.response(&parts))
            }
            return answers
        }
    }

    private static func response(
        _ parts: inout NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator
    ) async throws -> TestResponse {
        var response: TestResponse?
        while let part = try await parts.next() {
            switch part {
            case .head(let head): response = TestResponse(status: Int(head.status.code), fields: head.headers)
            case .body(let buffer): response?.body += Array(buffer.readableBytesView)
            case .end: if let response { return response }
            }
        }
        throw ConnectionEnded()
    }

    /// Sends bytes as they are and answers what comes back until the server closes or `isEnough` holds.
    package func sendRaw(_ texts: [String], until isEnough: (String) -> Bool) async throws -> String {
        let channel = try await connect { channel in
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
        return try await channel.executeThenClose { inbound, outbound in
            var answer = ""
            var buffers = inbound.makeAsyncIterator()
            for text in texts {
                try await outbound.write(ByteBuffer(string: text))
                if text != texts.last, let buffer = try await buffers.next() { answer += String(buffer: buffer) }
            }
            while !isEnough(answer), let buffer = try await buffers.next() { answer += String(buffer: buffer) }
            return answer
        }
    }

    private func connect<Channel: Sendable>(
        _ wrap: @escaping @Sendable (any NIOCore.Channel) throws -> Channel
    ) async throws -> Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try wrap(channel) }
            }
    }

    package struct ConnectionEnded: Error {}
}
