namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What BEGIN and an auto-commit RUN say beside the statement (Bolt, "BEGIN", "extra").</summary>
internal readonly record struct TransactionExtra(
    AccessMode Mode, string? Database, string? ImpersonatedUser, IReadOnlyList<string> Bookmarks, TransactionConfig Config);

/// <summary>Writes the client's messages (Bolt, "Messages").</summary>
internal static class RequestWriter
{
    public static void WriteHello(PackStreamWriter to, BoltVersion version, string userAgent, IReadOnlyDictionary<string, string>? routing, AuthToken auth)
    {
        var authHere = version.HasLogon ? 0 : auth.Entries;
        to.WriteStructureHeader((byte)BoltRequest.Hello, 1);
        to.WriteMapHeader(1 + (version.HasNotificationFilter ? 1 : 0) + (version.HasBoltAgent ? 1 : 0) + (routing is null ? 0 : 1) + authHere);
        to.WriteUtf8("user_agent"u8);
        to.Write(userAgent);
        if (version.HasNotificationFilter)
        {
            to.WriteUtf8("notifications_minimum_severity"u8);
            to.WriteUtf8("OFF"u8);
        }
        if (version.HasBoltAgent)
        {
            to.WriteUtf8("bolt_agent"u8);
            to.WriteMapHeader(3);
            to.WriteUtf8("product"u8);
            to.Write(BoltAgent.Product);
            to.WriteUtf8("platform"u8);
            to.Write(BoltAgent.Platform);
            to.WriteUtf8("language"u8);
            to.Write(BoltAgent.Language);
        }
        if (routing is not null)
        {
            to.WriteUtf8("routing"u8);
            WriteRouting(to, routing);
        }
        if (authHere > 0)
            auth.WriteEntries(to);
    }

    public static void WriteLogon(PackStreamWriter to, AuthToken auth)
    {
        to.WriteStructureHeader((byte)BoltRequest.Logon, 1);
        to.WriteMapHeader(auth.Entries);
        auth.WriteEntries(to);
    }

    public static void WriteRun(PackStreamWriter to, Query query)
    {
        WriteStatement(to, query);
        to.WriteMapHeader(0);
    }

    public static void WriteRun(PackStreamWriter to, Query query, in TransactionExtra extra)
    {
        WriteStatement(to, query);
        WriteExtra(to, extra);
    }

    public static void WriteBegin(PackStreamWriter to, in TransactionExtra extra)
    {
        to.WriteStructureHeader((byte)BoltRequest.Begin, 1);
        WriteExtra(to, extra);
    }

    /// <summary>PULL or DISCARD of the latest result.</summary>
    /// <param name="count">-1 for all.</param>
    public static void WriteFetch(PackStreamWriter to, BoltRequest request, long count)
    {
        to.WriteStructureHeader((byte)request, 1);
        to.WriteMapHeader(1);
        to.WriteUtf8("n"u8);
        to.Write(count);
    }

    public static void WriteRoute(
        PackStreamWriter to, IReadOnlyDictionary<string, string> routing, IReadOnlyList<string> bookmarks, string? database, string? impersonatedUser)
    {
        to.WriteStructureHeader((byte)BoltRequest.Route, 3);
        WriteRouting(to, routing);
        to.WriteListHeader(bookmarks.Count);
        foreach (var bookmark in bookmarks)
            to.Write(bookmark);
        to.WriteMapHeader((database is null ? 0 : 1) + (impersonatedUser is null ? 0 : 1));
        WriteIfAny(to, "db"u8, database);
        WriteIfAny(to, "imp_user"u8, impersonatedUser);
    }

    private static void WriteStatement(PackStreamWriter to, Query query)
    {
        to.WriteStructureHeader((byte)BoltRequest.Run, 3);
        to.WriteUtf8(query.Utf8);
        query.WriteParameters(to);
    }

    private static void WriteExtra(PackStreamWriter to, in TransactionExtra extra)
    {
        to.WriteMapHeader(
            (extra.Bookmarks.Count > 0 ? 1 : 0) + (extra.Config.Timeout is null ? 0 : 1) + (extra.Config.Metadata is { Count: > 0 } ? 1 : 0)
            + (extra.Mode == AccessMode.Read ? 1 : 0) + (extra.Database is null ? 0 : 1) + (extra.ImpersonatedUser is null ? 0 : 1));
        if (extra.Bookmarks.Count > 0)
        {
            to.WriteUtf8("bookmarks"u8);
            to.WriteListHeader(extra.Bookmarks.Count);
            foreach (var bookmark in extra.Bookmarks)
                to.Write(bookmark);
        }
        if (extra.Config.Timeout is { } timeout)
        {
            // 0 would mean no limit at all to the server: a time below a millisecond is one.
            to.WriteUtf8("tx_timeout"u8);
            to.Write((long)Math.Ceiling(timeout.TotalMilliseconds));
        }
        if (extra.Config.Metadata is { Count: > 0 } metadata)
        {
            to.WriteUtf8("tx_metadata"u8);
            to.WriteValue(metadata);
        }
        if (extra.Mode == AccessMode.Read)
        {
            to.WriteUtf8("mode"u8);
            to.WriteUtf8("r"u8);
        }
        WriteIfAny(to, "db"u8, extra.Database);
        WriteIfAny(to, "imp_user"u8, extra.ImpersonatedUser);
    }

    private static void WriteRouting(PackStreamWriter to, IReadOnlyDictionary<string, string> routing)
    {
        to.WriteMapHeader(routing.Count);
        foreach (var (key, value) in routing)
        {
            to.Write(key);
            to.Write(value);
        }
    }

    private static void WriteIfAny(PackStreamWriter to, ReadOnlySpan<byte> key, string? value)
    {
        if (value is null)
            return;
        to.WriteUtf8(key);
        to.Write(value);
    }
}
