using System.Text;
using System.Text.Json;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Problems;

/// <summary>Collects what is wrong with a request, so that one answer names all of it.</summary>
public sealed class RequestChecks
{
    private readonly Dictionary<string, List<string>> errors = [];

    /// <summary>Notes an error at a member.</summary>
    public void Error(string path, string message)
    {
        if (!errors.TryGetValue(path, out var messages)) errors[path] = messages = [];
        messages.Add(message);
    }

    /// <summary>Notes an error where a condition does not hold.</summary>
    public void Require(bool condition, string path, string message)
    {
        if (!condition) Error(path, message);
    }

    /// <summary>A text field: at most <see cref="Limits.FieldBytes"/>, else 413 at once.</summary>
    public static void Text(string path, string? value)
    {
        if (value is not null && Encoding.UTF8.GetByteCount(value) > Limits.FieldBytes) throw Limits.Exceeded(path, Limits.FieldBytes);
    }

    /// <summary>A structured field: at most <see cref="Limits.FieldBytes"/> as JSON, else 413 at once.</summary>
    public static void Structure<T>(string path, T? value)
    {
        if (value is not null && JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options).Length > Limits.FieldBytes)
            throw Limits.Exceeded(path, Limits.FieldBytes, "bytes of JSON");
    }

    /// <summary>A list of texts without nulls, as a whole at most <see cref="Limits.FieldBytes"/>.</summary>
    public void Texts(string path, IReadOnlyList<string>? values)
    {
        for (var i = 0; i < values?.Count; i++) Require(values[i] is not null, $"{path}[{i}]", "must be a string.");
        Structure(path, values);
    }

    /// <summary>Tags: 1–256 characters each.</summary>
    public void Tags(string path, IReadOnlyList<string>? tags)
    {
        Texts(path, tags);
        for (var i = 0; i < tags?.Count; i++)
            Require(tags[i] is null or { Length: > 0 and <= Limits.TagCharacters }, $"{path}[{i}]", $"must have 1 to {Limits.TagCharacters} characters.");
    }

    /// <summary>Ends in a 400 that names every error, if there is one.</summary>
    public void ThrowIfAny()
    {
        if (errors.Count == 0) return;
        var first = errors.First();
        var more = errors.Count > 1 ? $" ({errors.Count - 1} more)" : "";
        throw new ProblemException(ProblemCodes.InvalidRequest, $"{first.Key}: {first.Value[0]}{more}")
        {
            Errors = errors.ToDictionary(error => error.Key, error => error.Value.ToArray()),
        };
    }
}
