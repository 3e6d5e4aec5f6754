using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <content>Input types of <c>where</c>: fields, operations, quantifiers and counts.</content>
internal sealed partial class ApiSdl
{
    private void WriteCombinators(string filter)
    {
        Describe("All of them hold; an empty list holds.", 2);
        Line($"  and: [{filter}!]");
        Describe("One of them holds; an empty list doesn't.", 2);
        Line($"  or: [{filter}!]");
        Describe("It doesn't hold.", 2);
        Line($"  not: {filter}");
    }

    /// <summary>A type's filter; of nodes that are reached by relationships with properties, a filter of both.</summary>
    private string FilterInput(ModelType type, RelationshipField? via = null)
    {
        var stem = Stem(type, via);
        return Once(ApiNames.Filter(stem), () =>
        {
            Describe("Its fields all hold.");
            Line($"input {ApiNames.Filter(stem)} {{");
            WriteCombinators(ApiNames.Filter(stem));
            foreach (var field in type.Fields.Where(f => !ApiNames.IsReserved(f.Name) && f is not RelationshipField { IsSeries: true } && !IsHidden(f, via)))
            {
                Line($"  {field.Name}: " + field switch
                {
                    PropertyField property => Operations(property),
                    ComputedField computed => ComputedOperations(computed),
                    RelationshipField { ToMany: true } many => ListFilter(many),
                    RelationshipField one => FilterInput(one.Target),
                    _ => Operations("ID", false, null),
                });
            }
            if (via?.Properties is { } properties)
            {
                Describe($"What the relationship itself fulfils. Example: `{ApiNames.EdgeField}: {EdgeExample(properties)}`.", 2);
                Line($"  {ApiNames.EdgeField}: {EdgeFilter(stem, properties)}");
            }
            Line("}");
        });
    }

    private string Stem(ModelType type, RelationshipField? via) => via?.Properties is null ? type.Name : connections.Stem(via);

    /// <summary>A field of nodes whose name the relationship's properties take.</summary>
    private static bool IsHidden(ModelField field, RelationshipField? via) => via?.Properties is not null && field.Name == ApiNames.EdgeField;

    private string EdgeFilter(string stem, RelationshipProperties properties) => Once(ApiNames.EdgeFilter(stem), () =>
    {
        Describe("Properties of the relationship; its fields all hold.");
        Line($"input {ApiNames.EdgeFilter(stem)} {{");
        WriteCombinators(ApiNames.EdgeFilter(stem));
        foreach (var property in properties.Fields.Where(f => !ApiNames.IsReserved(f.Name))) Line($"  {property.Name}: {Operations(property)}");
        Line("}");
    });

    private string ListFilter(RelationshipField field)
    {
        var stem = Stem(field.Target, field);
        return Once(ApiNames.ListFilter(stem), () => WriteQuantifiers(ApiNames.ListFilter(stem), FilterInput(field.Target, field), CountFilter(stem, FilterInput(field.Target, field))));
    }

    private string CountFilter(string stem, string inner) => Once(ApiNames.CountFilter(stem), () =>
    {
        Line($"input {ApiNames.CountFilter(stem)} {{");
        Describe("Count only those it holds for; all of them unless it is given.", 2);
        Line($"  where: {inner}");
        WriteEquality("Int");
        WriteComparison("Int");
        Line("}");
    });

    private void WriteQuantifiers(string name, string inner, string? count = null)
    {
        Line($"input {name} {{");
        Describe("Every one fulfils it; so too where there is none.", 2);
        Line($"  all: {inner}");
        Describe("No one fulfils it. Example: `none: {}`, there is none at all.", 2);
        Line($"  none: {inner}");
        Describe("One at least fulfils it.", 2);
        Line($"  some: {inner}");
        Describe("Whether there is one.", 2);
        Line("  any: Boolean");
        if (count is not null)
        {
            Describe("How many there are. Example: `count: {gte: 3}`.", 2);
            Line($"  count: {count}");
        }
        Line("}");
    }

    private string Operations(PropertyField property) => Operations(property.TypeName, property.IsList, property.Property.EnumValues is null ? null : property.TypeName);

    private string Operations(string typeName, bool isList, string? enumName)
    {
        var scalar = enumName is not null ? EnumOperations(enumName, []) : ScalarOperations(typeName);
        return !isList ? scalar : Once(ApiNames.ListOperations(typeName), () => WriteQuantifiers(ApiNames.ListOperations(typeName), scalar));
    }

    private string ComputedOperations(ComputedField computed)
    {
        var shared = model.Types.SelectMany(t => t.Fields).OfType<PropertyField>().Any(p => p.TypeName == computed.Enum.Name);
        return EnumOperations(computed.Enum.Name, computed.Arguments, shared ? $"{computed.DeclaredBy}{char.ToUpperInvariant(computed.Name[0])}{computed.Name[1..]}" : null);
    }

    private string EnumOperations(string name, IReadOnlyCollection<ComputedArgument> arguments, string? stem = null) => Once(ApiNames.Operations(stem ?? name), () =>
    {
        Line($"input {ApiNames.Operations(stem ?? name)} {{");
        WriteEquality(name);
        foreach (var argument in arguments)
        {
            Describe(argument.Description ?? $"Example: `{argument.Name}: {Example(argument.TypeName)}`.", 2);
            Line($"  {argument.Name}: {argument.TypeName}");
        }
        Line("}");
    });

    private void WriteEquality(string type)
    {
        Describe($"Equal; `null` for no value. Example: `eq: {Example(type)}`.", 2);
        Line($"  eq: {type}");
        Describe("The opposite of `eq`: without a value too.", 2);
        Line($"  neq: {type}");
        Describe("One of them.", 2);
        Line($"  in: [{type}]");
        Describe("None of them.", 2);
        Line($"  nin: [{type}]");
    }

    private void WriteComparison(string type)
    {
        foreach (var (name, says) in (ReadOnlySpan<(string, string)>)[("gt", "Greater"), ("gte", "Greater or equal"), ("lt", "Less"), ("lte", "Less or equal")])
        {
            Describe($"{says}.", 2);
            Line($"  {name}: {type}");
            Describe($"The opposite of `{name}`: without a value too.", 2);
            Line($"  n{name}: {type}");
        }
    }

    private string ScalarOperations(string type) => Once(ApiNames.Operations(type), () =>
    {
        Line($"input {ApiNames.Operations(type)} {{");
        WriteEquality(type);
        switch (type)
        {
            case "String":
                foreach (var (name, says) in (ReadOnlySpan<(string, string)>)[("contains", "has this in it"), ("startsWith", "begins with this"), ("endsWith", "ends with this")])
                {
                    Describe($"The text {says}.", 2);
                    Line($"  {name}: String");
                    Describe($"The opposite of `{name}`: without a value too.", 2);
                    Line($"  n{name}: String");
                }
                foreach (var name in (ReadOnlySpan<string>)["eq", "contains", "startsWith", "endsWith"])
                {
                    Describe($"As `{name}`, upper and lower case alike.", 2);
                    Line($"  i{name}: String");
                }
                break;
            case "Int" or "Float" or "Date": WriteComparison(type); break;
        }
        Line("}");
    });
}
