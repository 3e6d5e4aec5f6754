using System.Text;

namespace HumanRightsGraph.Testing.Oracle;

/// <summary>Random schema texts, about half of them valid.</summary>
public sealed class SchemaGenerator(Random random)
{
    private double _wrong;
    private int _interfaces, _objects, _inputs, _enums;

    public string Schema()
    {
        _wrong = random.Next(2) * 0.03;
        (_interfaces, _objects, _inputs, _enums) = (random.Next(4), 1 + random.Next(4), random.Next(4), 1 + random.Next(2));
        var text = new StringBuilder();
        if (Wrong()) text.Append("schema { query: O0 mutation: O").Append(random.Next(2)).Append(" }\n");
        text.Append($"type Query {{ start: O0 {Fields("q")} }}\nscalar Any {(random.Next(3) == 0 ? "@specifiedBy(url: \"https://example.org\")" : "")}\n");
        text.Append("directive @own(a: Int = 1, e: E0) repeatable on FIELD | OBJECT | FIELD_DEFINITION | QUERY | INPUT_FIELD_DEFINITION\n");
        // Interface Ii implements those before it; whoever implements it has their fields too.
        for (var i = 0; i < _interfaces; i++)
            text.Append($"{Description()}interface I{i} {Implements(i)}{{ {Inherited(i + 1)} }}\n");
        for (var i = 0; i < _objects; i++)
        {
            var inherited = _interfaces > 0 && random.Next(2) == 0 ? 1 + random.Next(_interfaces) : 0;
            text.Append($"{Description()}type O{i} {Implements(inherited)}{Own("OBJECT")}{{ {Inherited(inherited)} {Fields($"o{i}")} }}\n");
            if (random.Next(6) == 0) text.Append($"extend type {(Wrong() ? "E0" : $"O{i}")} {{ {(Wrong() ? "o00" : "added")}: Int }}\n");
        }
        for (var i = 0; i < _inputs; i++) text.Append(Input(i));
        for (var i = 0; i < _enums; i++) text.Append($"enum E{i} {{ A B{i} {(random.Next(3) == 0 ? "C @deprecated" : "")} {(Wrong() ? "A" : "")} }}\n");
        text.Append($"union U = {string.Join(" | ", Enumerable.Range(0, _objects).Select(i => Wrong() ? "I0" : $"O{i}").Where((_, i) => i == 0 || random.Next(2) == 0))}\n");
        return text.ToString();
    }

    private bool Wrong() => random.NextDouble() < _wrong;

    private T One<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string Description() => random.Next(5) == 0 ? One(["\"d\" ", "\"\"\"\nmore\n  lines\n\"\"\"\n", "\"\"\" odd\"\"\" ", "\"\\u0007\" "]) : "";

    private string Own(string place) => random.Next(6) == 0 ? $"@own(a: {random.Next(3)}) " + (Wrong() ? "@skip " : "") : "";

    private string Implements(int count) => count == 0 ? "" : $"implements {string.Join(" & ", Enumerable.Range(0, count).Where(_ => !Wrong()).Select(i => $"I{i}").DefaultIfEmpty("I0"))} ";

    private string Inherited(int count) => string.Join(" ", Enumerable.Range(0, count).Select(i => Wrong() ? "" :
        $"i{i}(x: {(Wrong() ? "String" : "Int")} = {random.Next(3)}{(random.Next(4) == 0 ? ", more: Int" : "")}{(Wrong() ? ", must: Int!" : "")}): {(Wrong() ? "Int" : One(["[Any]", "[Any!]", "[Any]!", "[Any!]!"]))}")
        .Select((f, i) => count > 0 && i < count ? f : ""));

    private string Fields(string prefix) => string.Join(" ", Enumerable.Range(0, 1 + random.Next(4)).Select(i =>
        $"{Description()}{(Wrong() ? "__" : "")}{prefix}{i}{Arguments()}: {Wrap(Output())} {(random.Next(8) == 0 ? "@deprecated(reason: \"r\")" : "")}{Own("FIELD_DEFINITION")}"));

    private string Arguments() => random.Next(2) == 0 ? "" : $"({string.Join(" ", Enumerable.Range(0, 1 + random.Next(3)).Select(i => InputValue($"a{(Wrong() ? 0 : i)}")))})";

    private string InputValue(string name)
    {
        var inner = Wrong() ? "O0" : Inputs();
        var type = Wrap(inner);
        var value = random.Next(3) == 0 ? Default(inner, type) : "";
        return $"{Description()}{name}: {type}{value} {((!type.EndsWith('!') || value.Length > 0) && random.Next(8) == 0 || Wrong() ? "@deprecated" : "")}";
    }

    private string Default(string inner, string type)
    {
        if (Wrong()) return " = " + One(["null", "{}", "\"x\"", "[1]", "Z"]);
        var value = inner switch
        {
            "Int" => "3",
            "Float" => "1.5",
            "String" => "\"s\"",
            "Boolean" => "true",
            "ID" => "7",
            "Any" => "{a: [B]}",
            _ when inner[0] == 'E' => "A",
            _ => "null",
        };
        return value == "null" && type.Contains('!') ? "" : value == "null" || random.Next(2) == 0 ? $" = {value}" : type.Contains('[') && !type.Contains("[[") ? $" = [{value}]" : $" = {value}";
    }

    private string Input(int i)
    {
        var oneOf = random.Next(4) == 0;
        var fields = Enumerable.Range(0, 1 + random.Next(4)).Select(f => oneOf && !Wrong() ? $"f{f}: {(f == 0 ? "Int" : Inputs())}" : InputValue($"f{(Wrong() ? 0 : f)}"));
        return $"input N{i} {(oneOf ? "@oneOf " : "")}{{ {string.Join(" ", fields)} }}\n";
    }

    private string Inputs() => _inputs > 0 && random.Next(3) == 0 ? $"N{random.Next(_inputs)}" : One(["Int", "Float", "String", "Boolean", "ID", "Any", "E0"]);

    private string Output() => random.Next(6) switch
    {
        0 when _interfaces > 0 => $"I{random.Next(_interfaces)}",
        1 => "U",
        2 or 3 => $"O{random.Next(_objects)}",
        4 => Wrong() ? "Nope" : $"E{random.Next(_enums)}",
        _ => One(["Int", "Float", "String", "Boolean", "ID", "Any"]),
    };

    private string Wrap(string type) => random.Next(8) switch { 0 => $"{type}!", 1 => $"[{type}]", 2 => $"[{type}!]!", 3 when random.Next(3) == 0 => $"[[{type}]]", _ => type };
}
