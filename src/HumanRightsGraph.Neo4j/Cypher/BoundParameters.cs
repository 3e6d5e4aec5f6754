using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// Goes through the arguments of a request once: what a statement's text depends on becomes the structure's key, every
/// value becomes a parameter. Values are numbered in the order of the walk, which the structure alone determines.
/// </summary>
internal sealed class BoundParameters
{
    /// <summary>A key's builder that nobody uses: the next request's, in place of another allocation.</summary>
    private static StringBuilder? _spare;

    private readonly DateOnly _today;
    private readonly ApiSchema _api;
    private readonly bool _indexed;
    private readonly StringBuilder _key = Interlocked.Exchange(ref _spare, null) ?? new(512);
    private readonly Dictionary<(object Owner, string Role), int>? _numbers;

    /// <param name="numbered">Remember which parameter is whose, to write the statement.</param>
    /// <param name="firstField">The root field that the statement begins with.</param>
    /// <param name="indexed">Full-text indexes are there for a search's candidates.</param>
    internal BoundParameters(BoundOperation operation, DateOnly today, bool numbered, bool indexed = false, int firstField = 0)
    {
        (_today, _api, _indexed) = (today, operation.Plan.Api, indexed);
        _key.Append(firstField).Append('|');
        if (numbered) _numbers = new(OwnerComparer.Instance);
        foreach (var condition in operation.Conditions) _key.Append(condition ? '1' : '0');
        foreach (var arguments in operation.Arguments) Walk(arguments);
    }

    /// <summary>The role of what a full-text index is asked for.</summary>
    internal const string Candidates = "candidates";

    /// <summary>The parameters' values, named <c>p0</c>, <c>p1</c> and so on.</summary>
    internal List<object?> Values { get; } = [];

    internal string Key => _key.ToString();

    /// <summary>The statement of this structure, as far as it is known; the key need not become a string for that.</summary>
    internal bool TryFind(StatementCache cache, out CypherStatement? statement)
    {
        foreach (var chunk in _key.GetChunks())
            return chunk.Length == _key.Length ? cache.TryFind(chunk.Span, out statement) : cache.TryFind(Key, out statement);
        return cache.TryFind("", out statement);
    }

    /// <summary>Nobody asks for the key any more.</summary>
    internal void EndKey()
    {
        if (_key.Capacity > StatementCache.LongestKey) return;
        _key.Clear();
        _spare = _key;
    }

    /// <summary>A parameter in the statement's text: <c>$p3</c>.</summary>
    internal string Name(object owner, string role) => $"$p{_numbers![(owner, role)]}";

    /// <summary>Whether there is such a parameter.</summary>
    internal bool Has(object owner, string role) => _numbers!.ContainsKey((owner, role));

    /// <summary>A further parameter, of a statement that depends on more than the operation's arguments.</summary>
    internal string Extra(object owner, object? value)
    {
        Add(owner, "extra", value);
        return Name(owner, "extra");
    }

    private void Add(object owner, string role, object? value)
    {
        // One object may be a value in two places only where it is the same value.
        _numbers?.TryAdd((owner, role), Values.Count);
        Values.Add(value);
    }

    private void Walk(BoundArguments? arguments)
    {
        switch (arguments)
        {
            case BoundKey key: _key.Append('k'); Add(key, "id", key.Id); break;
            case BoundKeys keys: _key.Append('K'); Add(keys, "ids", keys.Ids.Distinct(StringComparer.Ordinal).ToArray()); break;
            case BoundLanguage language: _key.Append('l').Append(language.Property); break;
            case BoundStatus status: _key.Append('s'); Add(status, "day", status.AsOf ?? _today); break;
            case BoundPage page: Walk(page); break;
            case BoundGroups groups: Walk(groups); break;
            case BoundPath path:
                _key.Append('p').Append(path.Depth);
                Add(path, "from", path.From);
                Add(path, "to", path.To);
                break;
            case BoundError: _key.Append('E'); break;
            default: _key.Append('-'); break;
        }
        _key.Append(';');
    }

    private void Walk(BoundPage page)
    {
        _key.Append(page.Backward ? 'b' : 'f').Append(page.Depth);
        Add(page, "count", (long)page.Count);
        Add(page, "more", page.Count + 1L);
        Walk(page.Where);
        foreach (var key in page.Order)
        {
            _key.Append(key.Descending ? '>' : '<');
            foreach (var step in key.Path) _key.Append(step.Name).Append('.');
            Operand(key.Operand);
            if (key.Operand is StatusOperand status) Add(key, "day", status.AsOf ?? _today);
        }
        if (page.Tokens is { IsDefault: false } tokens)
        {
            Add(page, "patterns", tokens.IsEmpty ? SearchPatterns.Nothing : tokens.Select(SearchPatterns.Of).ToArray());
            Add(page, "plain", SearchPatterns.PlainText);
            Add(page, "searched", SearchedLabels.Of(_api));
            var candidates = _indexed ? SearchCandidates.Query(tokens) : null;
            _key.Append(candidates is null ? 'x' : 'X');
            if (candidates is not null) Add(page, Candidates, candidates);
        }
        Walk(page.After, 'A');
        Walk(page.Before, 'B');
    }

    private void Walk(BoundGroups groups)
    {
        Add(groups, "count", (long)groups.Count);
        foreach (var key in groups.By)
        {
            _key.Append(',');
            switch (key)
            {
                case NodeGroupKey node: _key.Append(node.Field.Name); break;
                case TypeGroupKey: _key.Append('t'); break;
                case ValueGroupKey value:
                    Operand(value.Operand);
                    if (value.Operand is StatusOperand status) Add(key, "day", status.AsOf ?? _today);
                    break;
            }
        }
    }

    private void Walk(CursorPosition? cursor, char which)
    {
        if (cursor is null) return;
        _key.Append(which);
        for (var i = 0; i < cursor.Keys.Length; i++) Walk(cursor, $"key{i}", cursor.Keys[i]);
        Walk(cursor, "id", PropertyValue.Of(cursor.Id));
        Add(cursor, "from", CodePointOrder.PlainStart(cursor.Id));
        for (var i = 0; i < cursor.Ties.Length; i++) Walk(cursor, $"tie{i}", cursor.Ties[i]);
    }

    private void Walk(CursorPosition cursor, string role, PropertyValue value)
    {
        _key.Append(value.IsNull ? '0' : value.Type == PropertyType.String ? '"' : '1');
        if (value.IsNull) return;
        Add(cursor, role, Value(value));
        if (value.Type == PropertyType.String) Add(cursor, role + "odd", CodePointOrder.Exceptions(value.AsString));
    }

    private void Walk(Predicate predicate)
    {
        switch (predicate)
        {
            case AllOf all: Walk('&', all.Parts); break;
            case AnyOf any: Walk('|', any.Parts); break;
            case Not not: _key.Append('!'); Walk(not.Part); break;
            case Compare compare:
                _key.Append('c').Append((char)('a' + (int)compare.Comparison));
                Operand(compare.Operand);
                if (compare.Comparison >= Comparison.FoldedEqual)
                {
                    var (operand, replacements) = FoldedOperand.Of(compare.Value.AsString);
                    Add(compare, "value", operand);
                    Add(compare, "replacements", replacements);
                }
                else Add(compare, "value", Value(compare.Value));
                break;
            case OneOf { Operand: StatusOperand status } oneOf:
                _key.Append('S');
                Add(oneOf, "day", status.AsOf ?? _today);
                Add(oneOf, "values", oneOf.Values.Select(v => (object?)(long)StatusExpression.CodeOf(v.AsString)).ToArray());
                break;
            case OneOf oneOf:
                _key.Append('o').Append(oneOf.OrNull ? '0' : '1').Append(Math.Min(oneOf.Values.Length, 2));
                Operand(oneOf.Operand);
                if (oneOf.Values.Length == 1) Add(oneOf, "value", Value(oneOf.Values[0]));
                else if (oneOf.Values.Length > 1) Add(oneOf, "values", oneOf.Values.Select(Value).ToArray());
                break;
            case Related related:
                _key.Append('r').Append((char)('a' + (int)related.Quantifier)).Append(related.Field.Name).Append(':');
                Walk(related.Inner);
                break;
            case Items items:
                _key.Append('i').Append((char)('a' + (int)items.Quantifier));
                Operand(items.List);
                Walk(items.Inner);
                break;
            case TypeIs types:
                _key.Append('t');
                Add(types, "types", types.Types.Types.Select(t => (object?)(long)_api.Model.Graph.NodeTypes.IndexOf(t)).ToArray());
                break;
            default: throw new InvalidOperationException($"No statement for {predicate.GetType().Name}.");
        }
    }

    private void Walk(char kind, ImmutableArray<Predicate> parts)
    {
        _key.Append(kind).Append('(');
        foreach (var part in parts) Walk(part);
        _key.Append(')');
    }

    private void Operand(Operand operand)
    {
        if (operand is PropertyOperand property) _key.Append('.').Append(property.Property.Name).Append(' ');
        else if (operand is EdgeOperand edge) _key.Append('-').Append(edge.Property.Name).Append(' ');
        else if (operand is CountOperand count)
        {
            _key.Append('+').Append(count.Field.Name).Append(':');
            Walk(count.Inner);
        }
        else _key.Append(operand switch { IdOperand => '#', StatusOperand => '$', _ => '%' });
    }

    private static object? Value(PropertyValue value) => value.IsNull ? null : value.Type switch
    {
        PropertyType.String => value.AsString,
        PropertyType.Int => value.AsInt,
        PropertyType.Float => value.AsFloat,
        PropertyType.Boolean => value.AsBoolean,
        _ => value.AsDate,
    };

    private sealed class OwnerComparer : IEqualityComparer<(object Owner, string Role)>
    {
        internal static readonly OwnerComparer Instance = new();
        public bool Equals((object Owner, string Role) x, (object Owner, string Role) y) => ReferenceEquals(x.Owner, y.Owner) && x.Role == y.Role;
        public int GetHashCode((object Owner, string Role) key) => HashCode.Combine(RuntimeHelpers.GetHashCode(key.Owner), key.Role);
    }
}
