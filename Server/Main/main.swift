import CaravanServer
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

exit(await Program.main(Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment))
