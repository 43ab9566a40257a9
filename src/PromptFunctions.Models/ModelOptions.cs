using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Models;

/// <summary>The model that tests of prompts ask.</summary>
public sealed class ModelOptions : IValidatableObject
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Models";

    /// <summary>The base address of an OpenAI-compatible API, such as <c>https://api.openai.com/v1</c>; none where it is empty.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The key, sent as a bearer token; none where it is empty.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The model's name.</summary>
    public string? Model { get; init; }

    /// <summary>How long one attempt may take, in seconds.</summary>
    [Range(1, 170)]
    public double TimeoutSeconds { get; init; } = 30;

    /// <summary>How often an attempt that failed for a passing reason is made again.</summary>
    [Range(0, 10)]
    public int Retries { get; init; } = 3;

    /// <summary>How many calls an instance makes at once.</summary>
    [Range(1, 100)]
    public int Concurrency { get; init; } = 4;

    /// <summary>The price of a million tokens of a prompt; no cost is counted where it is 0, as that of the answer is.</summary>
    [Range(0, 1_000_000)]
    public double InputPrice { get; init; }

    /// <summary>The price of a million tokens of an answer.</summary>
    [Range(0, 1_000_000)]
    public double OutputPrice { get; init; }

    /// <summary>Whether there is a model to ask.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Endpoint);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured) yield break;
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            yield return new($"{Section}:{nameof(Endpoint)} must be an absolute http(s) address.", [nameof(Endpoint)]);
        if (ApiKey?.Any(c => c is <= ' ' or > '~') == true) yield return new($"{Section}:{nameof(ApiKey)} must be visible ASCII characters, without spaces.", [nameof(ApiKey)]);
        if (string.IsNullOrEmpty(Model)) yield return new($"{Section}:{nameof(Model)} is required where there is an endpoint.", [nameof(Model)]);
    }
}
