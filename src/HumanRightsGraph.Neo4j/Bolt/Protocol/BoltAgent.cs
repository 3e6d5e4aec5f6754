using System.Runtime.InteropServices;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What HELLO says of this client (Bolt 5.3, "bolt_agent").</summary>
internal static class BoltAgent
{
    public static readonly string Product = $"HumanRightsGraph/{typeof(BoltAgent).Assembly.GetName().Version?.ToString(3)}";
    public static readonly string Platform = $"{RuntimeInformation.OSDescription}; {RuntimeInformation.OSArchitecture}";
    public static readonly string Language = $"C#/{RuntimeInformation.FrameworkDescription}";
}
