using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Server.Mutations;

/// <summary>The API the server offers: what follows from <c>schema.graphql</c>, subscriptions, and with writes the mutations.</summary>
public static class Api
{
    private static readonly string MutationSdl = Read("mutations.graphql");
    private static readonly string SubscriptionSdl = Read("subscriptions.graphql");

    public static ApiSchema Create(bool writes)
    {
        var (schema, errors) = ApiSchema.Derive(GraphModel.Product, writes ? $"{MutationSdl}\n{SubscriptionSdl}" : SubscriptionSdl);
        return schema ?? throw new InvalidOperationException("The API can't be derived: " + string.Join("; ", errors.Select(e => e.Message)));
    }

    private static string Read(string name)
    {
        using var stream = typeof(Api).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
