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

/// A target of ours: a module, its folder, the modules of ours that it may import, and products of others.
struct Room {
    var name: String
    var path: String
    var imports: [String] = []
    var products: [Target.Dependency] = []
    var exclude: [String] = []

    var dependencies: [Target.Dependency] { imports.map(dependency) + products }

    var library: Target {
        .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
    }
    var program: Target {
        .executableTarget(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
    }
    var test: Target {
        .testTarget(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
    }
}

/// Adapters that a trait chooses: without it the program neither imports nor links them.
let traitsOfModules = ["CaravanSQLite": "SQLite"]

func dependency(_ module: String) -> Target.Dependency {
    guard let trait = traitsOfModules[module] else { return .byName(name: module) }
    return .target(name: module, condition: .when(traits: [trait]))
}

func product(_ name: String, _ package: String) -> Target.Dependency { .product(name: name, package: package) }

/// Core and adapters know the protocol module, never each other.
let libraries = [
    Room(name: "CaravanProtocol", path: "Protocol"),
    Room(name: "CaravanCore", path: "Core", imports: ["CaravanProtocol"]),
    // What transports on event loops share.
    Room(
        name: "CaravanNetwork", path: "Transports/Network", imports: ["CaravanProtocol"],
        products: [product("NIOCore", "swift-nio"), product("NIOHTTP1", "swift-nio")]),
    Room(
        name: "CaravanWebSocket", path: "Transports/WebSocket",
        imports: ["CaravanProtocol", "CaravanNetwork", "CZlib"],
        products: [
            product("Crypto", "swift-crypto"), product("NIOCore", "swift-nio"), product("NIOHTTP1", "swift-nio"),
            product("NIOPosix", "swift-nio"), product("ServiceLifecycle", "swift-service-lifecycle"),
        ]),
    Room(
        name: "CaravanHTTP", path: "Transports/HTTP", imports: ["CaravanProtocol", "CaravanNetwork"],
        products: [
            product("Crypto", "swift-crypto"), product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
            product("NIOExtras", "swift-nio-extras"), product("NIOHTTP1", "swift-nio"),
            product("NIOPosix", "swift-nio"), product("ServiceLifecycle", "swift-service-lifecycle"),
        ]),
    Room(name: "CaravanStdio", path: "Transports/Stdio", imports: ["CaravanProtocol"]),
    Room(name: "CaravanInProcess", path: "Transports/InProcess", imports: ["CaravanProtocol"]),
    Room(name: "CaravanInProcessBus", path: "Transports/Bus/InProcess", imports: ["CaravanProtocol"]),
    Room(name: "CaravanMail", path: "Transports/Mail", imports: ["CaravanProtocol"]),
    Room(name: "CaravanSQL", path: "Storage/SQL", imports: ["CaravanProtocol"]),
    Room(name: "CaravanSQLite", path: "Storage/SQLite", imports: ["CaravanProtocol", "CaravanSQL", "CSQLite"]),
    Room(name: "CaravanMigrations", path: "Storage/Migrations", imports: ["CaravanProtocol"], exclude: ["schema.json"]),
    Room(name: "CaravanSystem", path: "Server/System", imports: ["CaravanProtocol"]),
    Room(
        name: "CaravanClient", path: "Client", imports: ["CaravanProtocol", "CaravanCore", "CaravanSQLite"],
        products: [product("Crypto", "swift-crypto")], exclude: ["Example", "README.md"]),
    Room(
        name: "CaravanSecurity", path: "Server/Security", imports: ["CaravanProtocol"],
        products: [
            product("Crypto", "swift-crypto"), product("CryptoExtras", "swift-crypto"), product("JWTKit", "jwt-kit"),
            product("NIOCore", "swift-nio"), product("NIOPosix", "swift-nio"),
        ]),
    Room(
        name: "CaravanServer", path: "Server/Program",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanNetwork", "CaravanHTTP", "CaravanWebSocket", "CaravanStdio",
            "CaravanInProcessBus", "CaravanMail", "CaravanSQLite", "CaravanMigrations", "CaravanSystem",
            "CaravanSecurity",
        ],
        products: [
            product("Logging", "swift-log"), product("ServiceLifecycle", "swift-service-lifecycle"),
            product("UnixSignals", "swift-service-lifecycle"),
        ]),
    // The kits are libraries, so that any adapter can run them.
    Room(name: "StorageConformance", path: "Tests/StorageConformance", imports: ["CaravanProtocol"]),
    Room(name: "TransportControl", path: "Tests/TransportControl", imports: ["CaravanProtocol"]),
    Room(
        name: "TransportConformance", path: "Tests/TransportConformance",
        imports: ["CaravanProtocol", "TransportControl"]),
    Room(
        name: "HTTPTestSupport", path: "Tests/HTTPSupport",
        imports: ["CaravanProtocol", "CaravanHTTP", "CaravanSystem", "TransportConformance", "TransportControl"],
        products: [product("NIOCore", "swift-nio"), product("NIOHTTP1", "swift-nio"), product("NIOPosix", "swift-nio")]),
    Room(
        name: "TestSupport", path: "Tests/Support",
        imports: ["CaravanProtocol", "CaravanCore", "CaravanInProcess", "CaravanSystem"],
        products: [product("Crypto", "swift-crypto")]),
    Room(name: "TestThreads", path: "Tests/Threads"),
    Room(name: "ProgramSupport", path: "Tests/ProgramSupport", imports: ["CaravanProtocol"]),
    Room(
        name: "Scenarios", path: "Tests/Scenarios", imports: ["CaravanProtocol", "TransportConformance"],
        products: [product("Crypto", "swift-crypto")]),
    Room(
        name: "BenchSupport", path: "Tests/Bench/Support",
        imports: ["CLinux", "CSQLite", "ProgramSupport"]),
    Room(
        name: "CrashSupport", path: "Tests/CrashSupport", imports: ["CaravanProtocol", "CaravanSQL", "CaravanSQLite"]),
    Room(
        name: "Simulation", path: "Tests/Simulation",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanClient", "CaravanMigrations", "CaravanSQLite", "CaravanSystem",
            "TestSupport",
        ],
        products: [product("Crypto", "swift-crypto")]),
]

let programs = [
    Room(name: "caravan", path: "Server/Main", imports: ["CaravanServer"]),
    Room(
        name: "caravan-example", path: "Client/Example",
        imports: ["CaravanProtocol", "CaravanCore", "CaravanClient", "CaravanSQLite", "CaravanSystem"]),
    Room(
        name: "ControlServer", path: "Tests/ControlServer",
        imports: [
            "CaravanProtocol", "CaravanHTTP", "CaravanWebSocket", "CaravanStdio", "CaravanSystem", "TransportControl",
        ],
        products: [
            product("Logging", "swift-log"), product("ServiceLifecycle", "swift-service-lifecycle"),
            product("UnixSignals", "swift-service-lifecycle"),
        ]),
    Room(
        name: "bench-http-control", path: "Tests/Bench/HTTPControls",
        products: [
            product("HTTPTypes", "swift-http-types"), product("Hummingbird", "hummingbird"),
            product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
        ]),
    Room(
        name: "bench-live-control", path: "Tests/Bench/LiveControls",
        products: [
            product("Crypto", "swift-crypto"), product("NIOCore", "swift-nio"), product("NIOPosix", "swift-nio"),
        ]),
    Room(
        name: "caravan-migration", path: "Tests/MigrationTool",
        imports: ["CaravanProtocol", "CaravanCore", "CaravanSQL"]),
    Room(name: "caravan-simulate", path: "Tests/SimulationTool", imports: ["Simulation"]),
    Room(
        name: "crash-writer", path: "Tests/CrashWriter", imports: ["CaravanProtocol", "CaravanSQLite", "CrashSupport"]),
    Room(
        name: "client-crash-writer", path: "Tests/ClientCrashWriter",
        imports: ["CaravanProtocol", "CaravanCore", "CaravanClient", "CaravanSQLite", "CaravanSystem"]),
    Room(
        name: "bench-http", path: "Tests/Bench/HTTPBench",
        imports: ["BenchSupport", "CLinux", "CSQLite", "ProgramSupport"]),
    Room(
        name: "bench-sync", path: "Tests/Bench/SyncBench",
        imports: [
            "BenchSupport", "CLinux", "CSQLite", "CaravanProtocol", "CaravanCore", "CaravanMigrations", "CaravanSQLite",
            "CaravanSystem", "ProgramSupport", "TestSupport",
        ]),
    Room(
        name: "bench-live", path: "Tests/Bench/LiveBench",
        imports: ["BenchSupport", "CLinux", "CSQLite", "ProgramSupport"]),
    Room(
        name: "bench-storage", path: "Tests/Bench/StorageBench",
        imports: ["CaravanProtocol", "CaravanSQL", "CaravanSQLite", "CSQLite"]),
]

let tests = [
    Room(name: "CaravanProtocolTests", path: "Tests/ProtocolTests", imports: ["CaravanProtocol"]),
    Room(
        name: "CaravanCoreTests", path: "Tests/CoreTests",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanInProcess", "CaravanSQL", "CaravanSQLite", "CaravanSystem",
            "TestSupport",
        ],
        products: [product("Crypto", "swift-crypto")]),
    Room(
        name: "SpecTests", path: "Tests/SpecTests",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanInProcess", "CaravanMigrations", "CaravanSQLite", "CaravanStdio",
            "HTTPTestSupport", "Scenarios", "TestSupport", "TransportConformance",
        ]),
    Room(name: "CaravanSystemTests", path: "Tests/SystemTests", imports: ["CaravanProtocol", "CaravanSystem"]),
    Room(name: "CaravanSQLTests", path: "Tests/SQLTests", imports: ["CaravanProtocol", "CaravanSQL", "CaravanSQLite"]),
    Room(
        name: "CaravanSQLiteTests", path: "Tests/SQLiteTests",
        imports: [
            "CaravanProtocol", "CaravanSQL", "CaravanSQLite", "CSQLite", "CrashSupport", "StorageConformance",
            "TestThreads", "crash-writer",
        ]),
    Room(
        name: "MemoryStorageTests", path: "Tests/MemoryStorageTests",
        imports: ["CaravanProtocol", "StorageConformance", "TestSupport"]),
    Room(
        name: "CaravanMigrationsTests", path: "Tests/MigrationsTests",
        imports: ["CaravanProtocol", "CaravanCore", "CaravanMigrations", "CaravanSQL", "CaravanSQLite"]),
    Room(
        name: "CaravanHTTPTests", path: "Tests/HTTPTests",
        imports: [
            "CaravanProtocol", "CaravanNetwork", "CaravanHTTP", "CaravanSystem", "HTTPTestSupport",
            "TestThreads", "TransportConformance", "TransportControl",
        ],
        products: [
            product("Crypto", "swift-crypto"),
            product("Logging", "swift-log"), product("NIOCore", "swift-nio"), product("NIOHTTP1", "swift-nio"),
            product("NIOPosix", "swift-nio"), product("ServiceLifecycle", "swift-service-lifecycle"),
        ]),
    Room(
        name: "CaravanWebSocketTests", path: "Tests/WebSocketTests",
        imports: [
            "CaravanProtocol", "CaravanNetwork", "CaravanHTTP", "CaravanWebSocket", "CaravanSystem", "CZlib",
            "HTTPTestSupport", "TestThreads", "TransportControl",
        ],
        products: [
            product("NIOCore", "swift-nio"), product("NIOHTTP1", "swift-nio"),
            product("ServiceLifecycle", "swift-service-lifecycle"),
        ]),
    Room(name: "SimulationTests", path: "Tests/SimulationTests", imports: ["Simulation"]),
    Room(
        name: "CaravanClientTests", path: "Tests/ClientTests",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanClient", "CaravanSQL", "CaravanSQLite", "CaravanInProcess",
            "CaravanSystem", "ProgramSupport", "TestSupport", "TestThreads", "caravan", "client-crash-writer",
        ]),
    Room(name: "CaravanMailTests", path: "Tests/MailTests", imports: ["CaravanProtocol", "CaravanMail"]),
    Room(
        name: "CaravanSecurityTests", path: "Tests/SecurityTests",
        imports: ["CaravanProtocol", "CaravanSecurity", "CaravanSystem"],
        products: [product("Crypto", "swift-crypto"), product("CryptoExtras", "swift-crypto")]),
    Room(
        name: "CaravanInProcessTests", path: "Tests/InProcessTests",
        imports: ["CaravanProtocol", "CaravanInProcess", "TransportConformance", "TransportControl"]),
    Room(
        name: "CaravanStdioTests", path: "Tests/StdioTests",
        imports: [
            "CaravanProtocol", "CaravanStdio", "ControlServer", "TestThreads", "TransportConformance",
            "TransportControl",
        ]),
    Room(
        name: "CaravanServerTests", path: "Tests/ServerTests",
        imports: [
            "CaravanProtocol", "CaravanCore", "CaravanServer", "CSQLite", "ProgramSupport", "TestThreads", "caravan",
        ],
        products: [product("Crypto", "swift-crypto")]),
]

let package = Package(
    name: "caravan",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "caravan", targets: ["caravan"]),
        .executable(name: "control-server", targets: ["ControlServer"]),
        .executable(name: "ControlServer", targets: ["ControlServer"]),
    ],
    traits: [
        .trait(name: "SQLite", description: "The embedded database: needs libsqlite3."),
        .default(enabledTraits: ["SQLite"]),
    ],
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
    targets: libraries.map(\.library) + programs.map(\.program) + tests.map(\.test) + [
        .systemLibrary(
            name: "CSQLite", path: "Storage/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", path: "Transports/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLinux", path: "Tests/Bench/CLinux"),
    ],
    swiftLanguageModes: [.v6]
)
