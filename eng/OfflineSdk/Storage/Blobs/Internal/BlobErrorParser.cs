using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Blobs.Internal;

/// <summary>Reads the blob service's errors: XML, or only the header x-ms-error-code where there is no body.</summary>
internal sealed class BlobErrorParser : RequestFailedDetailsParser
{
    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        data = new Dictionary<string, string>();
        error = ReadXml(response) ?? ReadHeader(response);
        return error is not null;
    }

    private static ResponseError ReadXml(Response response)
    {
        if (response.ContentStream is null || response.Headers.ContentType?.Contains("application/xml", StringComparison.Ordinal) != true) return null;
        try
        {
            var root = XDocument.Load(response.Content.ToStream()).Root;
            return new ResponseError(root.Element("Code")?.Value, root.Element("Message")?.Value);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ResponseError ReadHeader(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) ? new ResponseError(code, null) : null;
}
