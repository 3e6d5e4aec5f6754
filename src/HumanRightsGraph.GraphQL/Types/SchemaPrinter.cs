namespace HumanRightsGraph.GraphQL.Types;
/// <summary>x</summary>
public static class SchemaPrinter { public static string Print(GraphQLSchema s) => ""; }
