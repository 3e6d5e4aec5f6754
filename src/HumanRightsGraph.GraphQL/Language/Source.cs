using System.Text;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>A GraphQL text as UTF-8 with the name messages call it by.</summary>
public sealed record Source(ReadOnlyMemory<byte> Utf8, string Name = "GraphQL request")
{
    public static Source FromText(string text, string name = "GraphQL request") => new(Encoding.UTF8.GetBytes(text), name);
}
