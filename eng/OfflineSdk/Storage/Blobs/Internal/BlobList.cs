using System.Globalization;
using System.Xml.Linq;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Internal;

/// <summary>Reads a page of a container's list.</summary>
internal static class BlobList
{
    public static Page<BlobItem> Read(Response response)
    {
        var root = XDocument.Load(response.Content.ToStream()).Root;
        var items = root.Element("Blobs").Elements("Blob").Select(Item).ToList();
        return Page<BlobItem>.FromValues(items, root.Element("NextMarker")?.Value, response);
    }

    private static BlobItem Item(XElement blob)
    {
        var properties = blob.Element("Properties");
        return new BlobItem(blob.Element("Name").Value, new BlobItemProperties
        {
            ContentLength = (long?)properties.Element("Content-Length"),
            ContentType = properties.Element("Content-Type")?.Value,
            ETag = properties.Element("Etag")?.Value is { } tag ? new ETag(tag) : null,
            LastModified = properties.Element("Last-Modified")?.Value is { } time ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) : null,
        });
    }
}
