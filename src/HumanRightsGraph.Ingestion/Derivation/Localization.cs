using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>English where known, else the first of French, Spanish, Russian, Chinese, Arabic.</summary>
internal static class Localization
{
    public static PropertyValue First(Func<string, PropertyValue> inLanguage)
    {
        foreach (var language in Languages.InOrder)
            if (inLanguage(language) is { IsNull: false } value) return value;
        return PropertyValue.Null;
    }
}
