from .docx import ReportDOCXExporter as ReportDOCXExporter
from .html import ReportHTMLExporter as ReportHTMLExporter
from .pdf import ReportPDFExporter as ReportPDFExporter
