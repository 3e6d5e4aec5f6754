using System.Text;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Testing.Oracle;

/// <summary>Random operations over a schema: most choices fit, some don't, so that about as many documents are valid as not.</summary>
public sealed class DocumentGenerator(GraphQLSchema schema, Random random)
{
    /// <summary>Only conditions have variables, all of type Boolean.</summary>
    public bool ConditionsOnly { get; init; }

    /// <summary>The variables of the last document.</summary>
    public IReadOnlyDictionary<string, GraphQLType> Variables => _variables;

    private const int MaxDepth = 4;

    private readonly Dictionary<string, GraphQLType> _variables = [];
    private readonly HashSet<string> _spreads = [];
    private readonly List<CompositeType> _composites = [.. schema.Types.OfType<CompositeType>().Where(t => !t.IsBuiltIn)];
    private CompositeType[] _fragmentTypes = [];
    private double _wrong;

    public string Document()
    {
        _variables.Clear();
        _spreads.Clear();
        _wrong = random.Next(2) * 0.02;
        _fragmentTypes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => One(_composites))];
        var text = new StringBuilder();
        var fragments = new string?[_fragmentTypes.Length];
        var operations = random.Next(10) == 0 ? 2 : 1;
        var bodies = Enumerable.Range(0, operations).Select(_ => Operation()).ToList();
        // In order, so that a fragment spread by the ones before it is written; the others now and then.
        for (var i = 0; i < fragments.Length; i++)
            if (_spreads.Contains($"F{i}") || random.Next(20) == 0)
                fragments[i] = $"fragment F{i} on {_fragmentTypes[i].Name} {Directives("FRAGMENT_DEFINITION")}{Selections(_fragmentTypes[i], 2, i + 1)}";
        var definitions = string.Join(" ", _variables.Where(_ => random.NextDouble() > _wrong).Select(v => $"${v.Key}: {v.Value}{Default(v.Value)}"));
        for (var i = 0; i < bodies.Count; i++)
            text.Append(bodies[i].Keyword).Append(operations > 1 || random.Next(2) == 0 ? $" Q{(Wrong() ? 0 : i)}" : "")
                .Append(definitions.Length > 0 ? $"({definitions})" : "").Append(' ').Append(Directives(bodies[i].Keyword.ToUpperInvariant())).Append(bodies[i].Body).Append('\n');
        foreach (var fragment in fragments) text.Append(fragment).Append('\n');
        return text.ToString();
    }

    private (string Keyword, string Body) Operation()
    {
        if (random.Next(8) == 0 && schema.MutationType is { } mutation) return ("mutation", Selections(mutation, 0, 0));
        return random.Next(15) == 0 && schema.SubscriptionType is { } subscription ? ("subscription", Selections(subscription, 3, 0)) : ("query", Selections(schema.QueryType, 0, 0));
    }

    private bool Wrong() => random.NextDouble() < _wrong;

    private T One<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string Selections(CompositeType type, int depth, int nextFragment)
    {
        var count = 1 + random.Next(depth >= MaxDepth ? 1 : 4);
        var selections = Enumerable.Range(0, count).Select(_ => Selection(type, depth, nextFragment));
        return $"{{ {string.Join(random.Next(2) == 0 ? " " : "\n  ", selections)} }}";
    }

    private string Selection(CompositeType type, int depth, int nextFragment)
    {
        var roll = random.Next(12);
        if (roll == 0 && nextFragment < _fragmentTypes.Length)
        {
            var fits = Enumerable.Range(nextFragment, _fragmentTypes.Length - nextFragment).Where(i => schema.Overlap(type, _fragmentTypes[i])).ToList();
            if (fits.Count > 0 || Wrong())
            {
                var name = Wrong() ? $"F{random.Next(5)}" : fits.Count > 0 ? $"F{One(fits)}" : "F9";
                _spreads.Add(name);
                return $"...{name} {Directives("FRAGMENT_SPREAD")}";
            }
        }
        if (roll is 1 or 2 && depth < MaxDepth)
        {
            var fits = Wrong() ? _composites : _composites.FindAll(t => schema.Overlap(type, t));
            var condition = random.Next(4) == 0 ? type : fits.Count > 0 ? One(fits) : type;
            return $"... {(condition == type && random.Next(2) == 0 ? "" : $"on {condition.Name}")} {Directives("INLINE_FRAGMENT")}{Selections(condition, depth + 1, nextFragment)}";
        }
        return Field(type, depth, nextFragment);
    }

    private string Field(CompositeType type, int depth, int nextFragment)
    {
        if (Wrong()) return $"nope{random.Next(3)}";
        if (type is not ObjectOrInterfaceType fields || random.Next(15) == 0) return "__typename";
        var candidates = depth >= MaxDepth ? fields.Fields.Where(f => f.Type.Named is not CompositeType).ToList() : [.. fields.Fields];
        if (candidates.Count == 0) return "__typename";
        var field = One(candidates);
        var alias = random.Next(6) == 0 ? $"x{random.Next(6)}: " : "";
        var arguments = field.Arguments.Where(a => a.IsRequired ? !Wrong() : random.Next(2) == 0).Select(a => $"{(Wrong() ? "nope" : a.Name)}: {Value(a.Type, a.HasDefault, 0)}").ToList();
        var text = $"{alias}{field.Name}{(arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "")} {Directives("FIELD")}";
        return (field.Type.Named is CompositeType) != Wrong() ? text + Selections(field.Type.Named as CompositeType ?? type, depth + 1, nextFragment) : text;
    }

    private string Directives(string place)
    {
        if (random.Next(12) != 0) return "";
        var fits = schema.Directives.Where(d => d.Locations.Contains(place) || Wrong()).ToList();
        if (fits.Count == 0) return Wrong() ? "@nope " : "";
        var directive = One(fits);
        var arguments = directive.Arguments.Where(a => a.IsRequired ? !Wrong() : random.Next(2) == 0).Select(a => $"{a.Name}: {Value(a.Type, a.HasDefault, 0)}").ToList();
        var text = $"@{directive.Name}{(arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "")} ";
        return random.Next(8) == 0 && (directive.IsRepeatable || Wrong()) ? text + text : text;
    }

    private string Value(GraphQLType type, bool hasDefault, int depth, bool variables = true)
    {
        variables = variables && (!ConditionsOnly || type.Named.Name == "Boolean" && type.Nullable == type.Named);
        if (variables && random.Next(5) == 0) return Variable(type, hasDefault);
        if (Wrong()) return One(["1", "\"x\"", "A", "null", "[]", "{}", "true", "1.5", "{nope: 1}", "[[1]]"]);
        switch (type)
        {
            case NonNullType nonNull: return NonNull(nonNull.OfType, depth, variables);
            default: return random.Next(10) == 0 ? "null" : NonNull(type, depth, variables);
        }
    }

    private string NonNull(GraphQLType type, int depth, bool variables)
    {
        switch (type)
        {
            case ListType list:
                if (depth >= 3) return "[]";
                return random.Next(4) == 0 ? Value(list.OfType, false, depth + 1, false) is var item and not "null" ? item : "[]"
                    : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.OfType, false, depth + 1, variables)))}]";
            case InputObjectType { IsOneOf: true } oneOf:
                // Variables of OneOf fields are among the listed differences.
                var one = One(oneOf.Fields);
                return $"{{{one.Name}: {NonNull(one.Type, depth + 1, false)}{(Wrong() ? $", {One(oneOf.Fields).Name}: null" : "")}}}";
            case InputObjectType input:
                var fields = input.Fields.Where(f => f.IsRequired ? !Wrong() : depth < 3 && random.Next(3) == 0);
                return $"{{{string.Join(", ", fields.Select(f => $"{f.Name}: {Value(f.Type, f.HasDefault, depth + 1, variables)}"))}}}";
            case EnumType e: return One(e.Values).Name;
            case ScalarType { Name: "Int" }: return random.Next(-5, 5).ToString();
            case ScalarType { Name: "Float" }: return One(["1", "2.5", "-1e3"]);
            case ScalarType { Name: "Boolean" }: return One(["true", "false"]);
            case ScalarType { Name: "ID" }: return One(["1", "\"a\""]);
            case ScalarType { Name: "String" }: return One(["\"a\"", "\"\"", "\"\"\"b\"\"\"", "\"\\u00e9\""]);
            default: return One(["1", "\"a\"", "A", "{a: [1, B]}", "[]"]);
        }
    }

    private string Variable(GraphQLType type, bool hasDefault)
    {
        var fits = _variables.Where(v => Wrong() || GraphQLSchema.IsSubtype(v.Value, type)).Select(v => v.Key).ToList();
        if (fits.Count > 0 && random.Next(2) == 0) return "$" + One(fits);
        var name = $"v{_variables.Count}";
        var inputs = schema.Types.Where(t => t.IsInput && !t.IsBuiltIn).ToList();
        _variables[name] = random.Next(10) switch
        {
            0 when hasDefault || Wrong() => type.Nullable,
            1 when type is not NonNullType => new NonNullType(type),
            2 when Wrong() && inputs.Count > 0 => One(inputs),
            _ => type,
        };
        return "$" + name;
    }

    private string Default(GraphQLType type) => random.Next(4) == 0 ? $" = {Value(type, false, 0, false)}" : "";
}
