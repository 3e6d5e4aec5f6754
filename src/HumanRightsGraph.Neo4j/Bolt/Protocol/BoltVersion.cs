namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A version of the Bolt protocol.</summary>
internal readonly record struct BoltVersion(byte Major, byte Minor) : IComparable<BoltVersion>
{
    public static readonly BoltVersion Oldest = new(5, 0);
    public static readonly BoltVersion Newest = new(5, 8);

    /// <summary>LOGON and LOGOFF stand beside HELLO (Bolt 5.1).</summary>
    public bool HasLogon => this >= new BoltVersion(5, 1);

    /// <summary>HELLO can switch notifications off (Bolt 5.2).</summary>
    public bool HasNotificationFilter => this >= new BoltVersion(5, 2);

    /// <summary>HELLO says what the client is made of (Bolt 5.3).</summary>
    public bool HasBoltAgent => this >= new BoltVersion(5, 3);

    public bool IsSupported => this >= Oldest && this <= Newest;

    public int CompareTo(BoltVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public static bool operator >=(BoltVersion left, BoltVersion right) => left.CompareTo(right) >= 0;

    public static bool operator <=(BoltVersion left, BoltVersion right) => left.CompareTo(right) <= 0;

    public override string ToString() => $"{Major}.{Minor}";
}
