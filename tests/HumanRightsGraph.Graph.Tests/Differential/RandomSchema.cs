using System.Text;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>
/// Schema files: families of types under one key label, with and without an interface, and relationships between them of
/// every shape. Names of fields are unique in the file, so that fragments on different types never conflict.
/// </summary>
internal sealed class RandomSchema(Dice dice)
{
    private sealed record Family(string Label, string? Interface, IReadOnlyList<string> Types)
    {
        public IEnumerable<string> All => Interface is null ? Types : Types.Prepend(Interface);
    }

    private readonly Dictionary<string, StringBuilder> _fields = [];
    private readonly StringBuilder _properties = new();
    private int _next;

    public string Write()
    {
        var families = Enumerable.Range(0, dice.Between(2, 4)).Select(NewFamily).ToList();
        var crossing = dice.Chance(50);
        foreach (var name in families.SelectMany(f => f.All)) _fields[name] = new();
        foreach (var name in families.SelectMany(f => f.All))
            for (var i = dice.Between(1, 5); i > 0; i--) _fields[name].AppendLine($"  f{_next++}: {ValueType()}");
        for (var i = dice.Between(2, 7); i > 0; i--) Relate(i, dice.Of(families), dice.Of(families));

        var sdl = new StringBuilder("""
            enum RelationshipDirection { OUT IN }
            enum Language { EN FR ZH }
            enum Colour { RED GREEN BLUE }
            enum Rank { THIRD FIRST SECOND FOURTH }
            scalar Date
            interface Node { id: ID! @unique }

            """);
        if (crossing) sdl.AppendLine("interface Crossing { crossing: String @localized colour: Colour }");
        foreach (var family in families)
        {
            if (family.Interface is { } name) Definition(sdl, $"interface {name} implements Node", [family.Label], name);
            foreach (var type in family.Types)
            {
                var implements = (family.Interface is null ? "" : $" & {family.Interface}") + (crossing && dice.Chance(50) ? " & Crossing" : "");
                Definition(sdl, $"type {type} implements Node{implements}", family.Types.Count == 1 ? [family.Label] : [family.Label, type], type);
            }
        }
        return sdl.Append(_properties).ToString();
    }

    private Family NewFamily(int number)
    {
        var label = $"L{number}";
        return dice.Chance(60) ? new(label, label, [.. Enumerable.Range(0, dice.Between(1, 3)).Select(i => $"{label}T{i}")]) : new(label, null, [label]);
    }

    private void Definition(StringBuilder sdl, string head, IReadOnlyList<string> labels, string name)
    {
        var root = dice.Chance(80) ? $" @root(field: \"one{name}\", list: \"all{name}\"{(dice.Chance(30) ? ", key: \"key\"" : "")})" : "";
        var fields = _fields[name].ToString();
        sdl.AppendLine($"{head} @node(labels: [{string.Join(", ", labels.Select(l => $"\"{l}\""))}]){root} {(fields.Length == 0 ? "" : $"{{\n{fields}}}")}");
    }

    private string ValueType() => dice.Below(12) switch
    {
        0 or 1 => dice.Chance(30) ? "String @fulltext" : "String",
        2 => dice.Chance(30) ? "String @localized @fulltext" : "String @localized",
        3 => "Int",
        4 => "Float",
        5 => "Boolean",
        6 => "Date",
        7 => "Colour",
        8 => "Rank",
        9 => "[String!]",
        10 => "[Date!]",
        _ => "[Colour!]",
    };

    /// <summary>One type of relationships: seen from both ends or one, to one or many, from an interface or a type, perhaps also narrowed.</summary>
    private void Relate(int number, Family from, Family to)
    {
        var type = $"R{number}";
        var (start, end) = (dice.Of([.. from.All]), dice.Of([.. to.All]));
        if (dice.Chance(45))
        {
            Property(type);
            if (dice.Chance(30)) (to, end) = (from, start);
            Field(start, end, type, "OUT", many: true, properties: true, path: true);
            Field(end, start, type, "IN", many: true, properties: true);
            return;
        }
        var ends = dice.Below(5);
        if (dice.Chance(30)) (to, end) = (from, start);
        if (ends != 0) Field(start, end, type, "OUT", dice.Chance(50), path: true);
        if (ends != 1) Field(end, start, type, "IN", dice.Chance(50));
        if (from == to && dice.Chance(50)) _fields[dice.Of([.. from.All])].AppendLine($"  r{_next++}: [{dice.Of([.. from.All])}!]! @series(type: \"{type}\")");
        if (dice.Chance(30)) Field(dice.Of([.. from.All]), dice.Of([.. to.All]), type, "OUT", dice.Chance(50));
        if (dice.Chance(30)) Field(dice.Of([.. to.All]), dice.Of([.. from.All]), type, "IN", dice.Chance(50));
    }

    private void Field(string at, string target, string type, string direction, bool many, bool properties = false, bool path = false) =>
        _fields[at].AppendLine($"  r{_next++}: {(many ? $"[{target}!]!" : target)} @relationship(type: \"{type}\", direction: {direction}{(properties ? $", properties: \"{type}Properties\"" : "")}){(path ? $" @path(as: \"path{type}\")" : "")}");

    private void Property(string type)
    {
        _properties.AppendLine($"type {type}Properties @relationshipProperties {{");
        for (var i = dice.Between(1, 3); i > 0; i--)
        {
            var value = ValueType().Replace(" @localized", "").Replace(" @fulltext", "");
            _properties.AppendLine($"  p{_next++}: {value}{(dice.Chance(60) && !value.StartsWith('[') ? " @unique" : "")}");
        }
        _properties.AppendLine("}");
    }
}
