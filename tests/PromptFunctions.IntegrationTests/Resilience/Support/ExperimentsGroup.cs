namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>The tests of experiments: they share two instances and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ExperimentsGroup : ICollectionFixture<TwoApps>
{
    public const string Name = "Resilience: experiments";
}
