using System.CommandLine;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.Server.Mutations;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph schema</c>: the GraphQL schema as SDL.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the GraphQL schema as SDL") { Settings.WritesOption };
        command.SetAction((parsed, _) => Outcomes.Guard(() =>
        {
            Console.Out.Write(SchemaPrinter.Print(Api.Create(Settings.From(parsed).Writes).Types));
            return Task.FromResult(HrgraphCommand.Done);
        }));
        return command;
    }
}
