namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>The tests of serving and of large prompts: they share two instances and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServingGroup : ICollectionFixture<TwoApps>
{
    public const string Name = "Resilience: serving";
}
