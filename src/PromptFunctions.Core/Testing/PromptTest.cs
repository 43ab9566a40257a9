using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Testing;

/// <summary>A test case of a prompt: what it is filled in with, and what must hold of the outcome.</summary>
public sealed record PromptTest
{
    /// <summary>Assertions of one test.</summary>
    public const int MostAssertions = 50;

    /// <summary>Its name.</summary>
    public string Test { get; init; } = "";

    /// <summary>The variables by name: any JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement> Variables { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What must hold. Without any, the test passes where the prompt can be rendered.</summary>
    public IReadOnlyList<TestAssertion> Assert { get; init; } = [];

    /// <summary>Of which text.</summary>
    public TestTarget Target { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its entity tag.</summary>
    public string TagOf() => EntityTag.Of(this);

    /// <summary>Whether another test asks for the same.</summary>
    public bool AsksTheSame(PromptTest other) => EntityTag.Of(Content()) == EntityTag.Of(other.Content());

    /// <summary>Checks what a caller gives.</summary>
    public static void Validate(RequestChecks checks, string path, IReadOnlyDictionary<string, JsonElement>? variables, IReadOnlyList<TestAssertion>? assertions)
    {
        RequestChecks.Structure($"{path}variables", variables);
        RequestChecks.Structure($"{path}assert", assertions);
        checks.Require(assertions is null or { Count: <= MostAssertions }, $"{path}assert", $"must have at most {MostAssertions} assertions.");
        for (var i = 0; i < assertions?.Count && i < MostAssertions; i++)
        {
            if (assertions[i] is { } assertion) assertion.Validate(checks, $"{path}assert[{i}]");
            else checks.Error($"{path}assert[{i}]", "must be an assertion.");
        }
    }

    private object Content() => new { Test, Variables, Assert, Target };
}
