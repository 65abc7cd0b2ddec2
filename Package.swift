// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with. The arrows of the house are enforced by
/// `--explicit-target-dependency-import-check error`, which the Makefile passes.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let crypto: [Target.Dependency] = [
    .product(name: "Crypto", package: "swift-crypto"),
    .product(name: "CryptoExtras", package: "swift-crypto"),
]

/// Hummingbird and the packages whose members its callers use.
let hummingbird: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "Logging", package: "swift-log"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]

let package = Package(
    name: "caravan",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Without its traits it needs no full Foundation, which costs 8 MB of memory.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "CaravanProtocol", path: "Protocol", swiftSettings: settings),
        .target(
            name: "CaravanSystem", dependencies: ["CaravanProtocol"], path: "Server/System", swiftSettings: settings),
        .target(
            name: "CaravanSecurity",
            dependencies: crypto + [
                "CaravanProtocol", .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Server/Security", swiftSettings: settings),
        .target(
            name: "CaravanHTTP",
            dependencies: hummingbird + ["CaravanProtocol", .product(name: "Crypto", package: "swift-crypto")],
            path: "Transports/HTTP", swiftSettings: settings),
        .target(
            name: "CaravanMail", dependencies: ["CaravanProtocol"], path: "Transports/Mail", swiftSettings: settings),
        .target(name: "CaravanCore", dependencies: ["CaravanProtocol"], path: "Core", swiftSettings: settings),
        .target(
            name: "CaravanStdio", dependencies: ["CaravanProtocol"], path: "Transports/Stdio", swiftSettings: settings),
        .target(
            name: "CaravanInProcess", dependencies: ["CaravanProtocol"], path: "Transports/InProcess",
            swiftSettings: settings),
        .target(
            name: "TransportControl", dependencies: ["CaravanProtocol"], path: "Tests/TransportControl",
            swiftSettings: settings),
        .target(
            name: "TransportConformance", dependencies: ["CaravanProtocol", "TransportControl"],
            path: "Tests/TransportConformance", swiftSettings: settings),
        .executableTarget(
            name: "ControlServer",
            dependencies: [
                "CaravanHTTP", "CaravanProtocol", "CaravanStdio", "CaravanSystem", "TransportControl",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Tests/ControlServer", swiftSettings: settings),
        .executableTarget(
            name: "bench-http-control", dependencies: hummingbird, path: "Tests/Bench/HTTPControls",
            swiftSettings: settings),
        .testTarget(
            name: "CaravanProtocolTests", dependencies: ["CaravanProtocol"], path: "Tests/ProtocolTests",
            swiftSettings: settings),
        .testTarget(
            name: "CaravanHTTPTests",
            dependencies: [
                "CaravanHTTP", "CaravanProtocol", "CaravanSystem", "TransportConformance", "TransportControl",
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Tests/HTTPTests", swiftSettings: settings),
        .testTarget(
            name: "CaravanMailTests", dependencies: ["CaravanMail", "CaravanProtocol"], path: "Tests/MailTests",
            swiftSettings: settings),
        .testTarget(
            name: "CaravanSecurityTests",
            dependencies: crypto + [
                "CaravanProtocol", "CaravanSecurity", "CaravanSystem", .product(name: "JWTKit", package: "jwt-kit"),
            ],
            path: "Tests/SecurityTests", swiftSettings: settings),
        .testTarget(
            name: "CaravanInProcessTests",
            dependencies: ["CaravanInProcess", "CaravanProtocol", "TransportConformance", "TransportControl"],
            path: "Tests/InProcessTests", swiftSettings: settings),
        .testTarget(
            name: "CaravanStdioTests",
            dependencies: [
                "CaravanProtocol", "CaravanStdio", "ControlServer", "TransportConformance", "TransportControl",
            ],
            path: "Tests/StdioTests", swiftSettings: settings),
        .testTarget(
            name: "CaravanSystemTests", dependencies: ["CaravanProtocol", "CaravanSystem"], path: "Tests/SystemTests",
            swiftSettings: settings),
        .systemLibrary(
            name: "CSQLite", path: "Storage/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "CaravanSQL", dependencies: ["CaravanProtocol"], path: "Storage/SQL", swiftSettings: settings),
        .target(
            name: "CaravanSQLite", dependencies: ["CaravanProtocol", "CaravanSQL", "CSQLite"], path: "Storage/SQLite",
            swiftSettings: settings),
        .target(
            name: "StorageConformance", dependencies: ["CaravanProtocol"], path: "Tests/StorageConformance",
            swiftSettings: settings),
        .testTarget(
            name: "CaravanSQLiteTests",
            dependencies: ["CaravanProtocol", "CaravanSQL", "CaravanSQLite", "StorageConformance"],
            path: "Tests/SQLiteTests", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
