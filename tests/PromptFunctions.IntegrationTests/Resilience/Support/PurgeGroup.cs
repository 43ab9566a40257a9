namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>The tests of purging: they share two instances and a clock, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PurgeGroup : ICollectionFixture<PurgeApps>
{
    public const string Name = "Resilience: purging";
}
