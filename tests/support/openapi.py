"""OpenAPI 3.1 as far as ours uses it, read strictly: a word the standard does not have there is a mistake.

After https://spec.openapis.org/oas/v3.1.0 and JSON Schema 2020-12.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

KEY = Annotated[str, Field(pattern=r"^[a-zA-Z0-9._-]+$")]
STATUS = Annotated[str, Field(pattern=r"^([1-5][0-9]{2}|[1-5]XX|default)$")]
TYPES = Literal["string", "integer", "number", "boolean", "object", "array", "null"]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class Discriminator(Part):
    propertyName: str
    mapping: dict[str, str] = {}


class SchemaObject(Part):
    """JSON Schema 2020-12 with OpenAPI's vocabulary; `nullable`, `example` and the like of 3.0 are not in it."""

    ref: str | None = Field(None, alias="$ref")
    title: str | None = None
    description: str | None = None
    type: TYPES | None = None
    format: str | None = None
    enum: list[Any] | None = None
    const: Any = None
    default: Any = None
    pattern: str | None = None
    minLength: int | None = Field(None, ge=0)
    maxLength: int | None = Field(None, ge=0)
    minimum: float | None = None
    maximum: float | None = None
    minItems: int | None = Field(None, ge=0)
    maxItems: int | None = Field(None, ge=0)
    minProperties: int | None = None
    maxProperties: int | None = None
    items: SchemaObject | None = None
    properties: dict[str, SchemaObject] | None = None
    additionalProperties: SchemaObject | bool | None = None
    propertyNames: SchemaObject | None = None
    required: list[str] | None = None
    anyOf: list[SchemaObject] | None = None
    oneOf: list[SchemaObject] | None = None
    allOf: list[SchemaObject] | None = None
    discriminator: Discriminator | None = None


class Media(Part):
    schema_: SchemaObject = Field(alias="schema")


class Parameter(Part):
    name: str
    in_: Literal["query", "header", "path", "cookie"] = Field(alias="in")
    required: bool = False
    description: str | None = None
    schema_: SchemaObject = Field(alias="schema")


class Body(Part):
    content: dict[str, Media] = Field(min_length=1)
    required: bool = False


class Header(Part):
    description: str
    schema_: SchemaObject = Field(alias="schema")


class Answer(Part):
    description: str
    headers: dict[str, Header] = {}
    content: dict[str, Media] = {}


class Operation(Part):
    operationId: str
    summary: str = Field(min_length=1)
    description: str = Field(min_length=1)
    tags: list[str]
    parameters: list[Parameter] = []
    requestBody: Body | None = None
    responses: dict[STATUS, Answer] = Field(min_length=1)
    security: list[dict[str, list[str]]] = []


class Scheme(Part):
    type: Literal["http"]
    scheme: str
    bearerFormat: str | None = None
    description: str | None = None


class Components(Part):
    schemas: dict[KEY, SchemaObject]
    securitySchemes: dict[KEY, Scheme]


class Info(Part):
    title: str
    version: str
    description: str


class Tag(Part):
    name: str
    description: str


class Server(Part):
    url: str


class Document(Part):
    openapi: Literal["3.1.0"]
    info: Info
    servers: list[Server]
    tags: list[Tag]
    paths: dict[Annotated[str, Field(pattern="^/")], dict[Literal["get", "post"], Operation]]
    components: Components

    def operations(self) -> list[tuple[str, str, Operation]]:
        return [(path, method, one) for path, those in self.paths.items() for method, one in those.items()]
