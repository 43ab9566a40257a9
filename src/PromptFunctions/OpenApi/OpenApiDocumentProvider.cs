using System.Text;
using PromptFunctions.Core.Json;
using PromptFunctions.Http;

namespace PromptFunctions.OpenApi;

/// <summary>Keeps the description of the API, which is made from the functions when it is first asked for.</summary>
public sealed class OpenApiDocumentProvider
{
    private readonly Lazy<ApiAnswer> answer = new(() =>
    {
        var json = Encoding.UTF8.GetBytes(new OpenApiDocumentBuilder().Build().ToJsonString(CoreJson.Options));
        return new(200, json) { ETag = EntityTag.OfBytes(json), CacheControl = "no-cache" };
    });

    /// <summary>The description as it is answered.</summary>
    public ApiAnswer Answer => answer.Value;
}
