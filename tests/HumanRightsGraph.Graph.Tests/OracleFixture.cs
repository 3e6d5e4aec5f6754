[assembly: AssemblyFixture(typeof(HumanRightsGraph.Testing.Oracle.GraphQLJs))]
