using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>A schema read by both sides.</summary>
internal sealed class HeldSchema
{
    public static HeldSchema Product { get; } = new(ProductSdl());

    public HeldSchema(string sdl)
    {
        Reference = ReferenceSchema.Read(sdl);
        var (model, errors) = GraphSchemaReader.Read(sdl);
        if (model is null) throw new InvalidOperationException($"{string.Join("\n", errors.Select(e => e.Message))}\n{sdl}");
        Api = ApiSchema.Derive(model) is { Schema: { } api } ? api : throw new InvalidOperationException($"No API follows from\n{sdl}");
    }

    internal static string ProductSdl()
    {
        using var stream = typeof(IGraphStore).Assembly.GetManifestResourceStream("schema.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public ReferenceSchema Reference { get; }
    public ApiSchema Api { get; }
    public PlanCache Plans { get; } = new();
}
