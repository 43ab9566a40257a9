namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>The tests of changes: they share two instances and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ChangesGroup : ICollectionFixture<TwoApps>
{
    public const string Name = "Resilience: changes";
}
