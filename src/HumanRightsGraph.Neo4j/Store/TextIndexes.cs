using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Neo4j.Cypher;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// Text indexes and what is too long for them. Neo4j refuses a value of more than 32,766 bytes in a property that has one. No title is that long, but a
/// text that poses as one must neither stop an import nor be cut: its property's text indexes are given up, for good, and filters look at the texts
/// themselves. The same for search, where a full-text index may miss what a text has. docs/decisions/082-indexes-on-neo4j.md and 085.
/// </summary>
internal sealed class TextIndexes(GraphSchema schema, SearchableFields? searchable, Func<AccessMode, Bookmarks?, IAsyncSession> sessions)
{
    /// <summary>Bytes of UTF-8 that a text index takes (Lucene's terms end at 32,766).</summary>
    public const int MaxBytes = 32_000;

    /// <summary>Where it is noted, at the node that writers lock.</summary>
    internal const string Property = "withoutTextIndex";

    private const string Noted = $"MATCH (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) RETURN g.{Property}";
    private const string Note = $"MERGE (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) SET g.{Property} = [p IN coalesce(g.{Property}, []) WHERE p <> $property] + $property";

    // Indexes may be set up beside a write.
    private ImmutableHashSet<string> _givenUp = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The indexes that reading relies on, without those given up here or by another process.</summary>
    public async Task<IReadOnlyList<SchemaStatement>> NeededAsync(CancellationToken cancellation)
    {
        await using var session = sessions(AccessMode.Read, null);
        var cursor = await session.RunAsync(new Query(Noted), cancellation).ConfigureAwait(false);
        foreach (var record in await cursor.ToListAsync(cancellation).ConfigureAwait(false))
            if (record[0] is IEnumerable<object?> properties) ImmutableInterlocked.Update(ref _givenUp, (known, noted) => known.Union(noted), properties.OfType<string>());
        return [.. SchemaStatements.Indexes(schema, searchable).Where(s => !IsGivenUp(s))];
    }

    public bool IsGivenUp(SchemaStatement statement) => statement.TextOf is { } property && _givenUp.Contains(property);

    /// <exception cref="TooMuchForTextIndexException">A property is set to a longer value than its text index takes, or to one in which search's index may miss something.</exception>
    public void Check(IReadOnlyList<Change> changes)
    {
        if (searchable is null) return;
        foreach (var change in changes)
        {
            if (change is not UpsertNode { Properties: { IsDefaultOrEmpty: false } properties } upsert) continue;
            foreach (var (name, value) in properties)
            {
                if (value.IsNull || value.Type != PropertyType.String) continue;
                var label = schema.KeyLabel(upsert.Key.Label)!;
                if (!_givenUp.Contains(SearchCandidates.Note) && SearchCandidates.MayMiss(value.AsString) && IsSearched(label, name)) throw new TooMuchForTextIndexException(SearchCandidates.Note);
                if (value.AsString.Length * 3 <= MaxBytes) continue;
                var property = SchemaStatements.Property(label, name);
                if (SchemaStatements.HasTextIndex(searchable, label, label.IndexOf(name)) && !_givenUp.Contains(property) && Encoding.UTF8.GetByteCount(value.AsString) > MaxBytes)
                    throw new TooMuchForTextIndexException(property);
            }
        }
    }

    private bool IsSearched(KeyLabel label, string name) =>
        searchable!.Labels.FirstOrDefault(l => l.Label == label) is { } fields && fields.All.Any(p => p.Index == label.IndexOf(name));

    /// <summary>Drops the property's text indexes, and notes it where every process that opens the graph looks.</summary>
    public async Task GiveUpAsync(string property, CancellationToken cancellation)
    {
        // Noted first: a process that opens the graph meanwhile doesn't create them again.
        await using var session = sessions(AccessMode.Write, null);
        await ConsumeAsync(new Query(Note, new Dictionary<string, object?> { ["property"] = property })).ConfigureAwait(false);
        foreach (var statement in SchemaStatements.Indexes(schema, searchable).Where(s => s.TextOf == property))
            await ConsumeAsync(new Query($"DROP INDEX {CypherName.Quoted(statement.Name)} IF EXISTS")).ConfigureAwait(false);
        ImmutableInterlocked.Update(ref _givenUp, (known, more) => known.Add(more), property);

        Task ConsumeAsync(Query query) => session.ExecuteWriteAsync(async transaction =>
            await (await transaction.RunAsync(query, cancellation).ConfigureAwait(false)).ConsumeAsync(cancellation).ConfigureAwait(false), cancellationToken: cancellation);
    }
}

/// <summary>Found before anything was written; the write goes on once the index is gone.</summary>
internal sealed class TooMuchForTextIndexException(string property) : Exception($"A value is too much for the text index of {property}.")
{
    public string Property { get; } = property;
}
