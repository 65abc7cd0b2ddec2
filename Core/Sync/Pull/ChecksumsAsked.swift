public import CaravanProtocol

/// Of which trips the last page of a pull tells the sums: of those that the pull touched, or of every one.
public enum ChecksumsAsked: String, Choice {
    case touched, all
}
