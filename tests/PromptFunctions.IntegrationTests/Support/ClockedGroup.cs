namespace PromptFunctions.IntegrationTests.Support;

/// <summary>The tests that put a clock forward: they share an app and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ClockedGroup : ICollectionFixture<ClockedApi>
{
    public const string Name = "Clocked";
}
